import test from 'node:test';
import { assertNone, listFiles } from '../../support/source/source-files.ts';

const MOST_FILES = 20;
/**
 * Folders that hold data, one file per entry: they may be as long as the list of entries, as nobody reads their files
 * together.
 */
const LISTS = new Set(['src/features/procedures/definitions']);
const TREES = ['src', 'views', 'tests', 'public/styles', 'public/scripts', 'public/images'];

test(`at most ${MOST_FILES} files stand side by side in a folder of ${TREES.join(', ')}`, (t) => {
  const files = TREES.flatMap((tree) => listFiles(tree, /./));
  const folders = Map.groupBy(files, (file) => file.slice(0, file.lastIndexOf('/')));
  const sizes = [...folders].map(([folder, inside]) => ({ folder, files: inside.length }));
  const largest = sizes.toSorted((one, other) => other.files - one.files).slice(0, 3);
  t.diagnostic(largest.map(({ folder, files: count }) => `${folder} ${count}`).join(', '));
  const full = sizes.filter(({ folder, files: count }) => count > MOST_FILES && !LISTS.has(folder));
  assertNone(
    full.map(({ folder, files: count }) => `${folder} holds ${count} files`),
    'a folder with a name is missing',
  );
});
