import test from 'node:test';
import { assertNone, listFiles } from '../../support/source/source-files.ts';

const MOST_FILES = 20;
/**
 * Folders that are one list, with a file per entry, which nobody reads together and where each entry is found by its name.
 */
const LISTS: ReadonlyMap<string, string> = new Map([
  ['migrations', 'one numbered list, which only grows: a file that has run is never moved'],
  ['src/features/procedures/definitions', 'data, one file per démarche'],
]);
const TREES = [
  'migrations',
  'src',
  'views',
  'tests',
  'public/styles',
  'public/scripts',
  'public/images',
  'public/root',
];

test(`at most ${MOST_FILES} files stand side by side in a folder of ${TREES.join(', ')}, but in ${[...LISTS.keys()].join(' and ')}, which are lists`, (t) => {
  const files = TREES.flatMap((tree) => listFiles(tree, /./));
  const folders = Map.groupBy(files, (file) => file.slice(0, file.lastIndexOf('/')));
  const sizes = [...folders].map(([folder, inside]) => ({ folder, files: inside.length }));
  const largest = sizes.toSorted((one, other) => other.files - one.files).slice(0, 3);
  t.diagnostic(largest.map(({ folder, files: count }) => `${folder} ${count}`).join(', '));
  const full = sizes.filter(({ files: count }) => count > MOST_FILES);
  assertNone(
    full.filter(({ folder }) => !LISTS.has(folder)).map(({ folder, files: count }) => `${folder} holds ${count} files`),
    'a folder with a name is missing',
  );
  const short = [...LISTS.keys()].filter((list) => !full.some(({ folder }) => folder === list));
  assertNone(short, 'it is no longer that long: it needs no line in LISTS');
});
