import test from 'node:test';
import { assertNone, isFile, listFeatures, listFiles, readText } from '../support/source/source-files.ts';

const MOST_DECISIONS = 12;

test('each feature, src/web and src/platform say in a README.md what they are for and where to read first', () => {
  const folders = [...listFeatures().map((feature) => `src/features/${feature}`), 'src/web', 'src/platform'];
  const missing = folders.filter((folder) => !isFile(`${folder}/README.md`));
  const silent = folders.filter(
    (folder) => isFile(`${folder}/README.md`) && !/^Read first: /m.test(readText(`${folder}/README.md`)),
  );
  assertNone([
    ...missing.map((folder) => `${folder} has no README.md`),
    ...silent.map((folder) => `${folder}: no « Read first »`),
  ]);
});

test(`the README of the project holds at most ${MOST_DECISIONS} decisions, dated, newest first`, () => {
  const [, decisions = ''] = readText('README.md').split('## Decisions');
  const dates = [...decisions.matchAll(/^- \*\*(.{10}) · /gm)].map(([, date = '']) => date);
  const bullets = [...decisions.matchAll(/^- /gm)].length;
  const problems = [
    ...(dates.length === bullets ? [] : [`${bullets - dates.length} of them have no date`]),
    ...(dates.length > MOST_DECISIONS ? [`${dates.length} decisions: those of one feature belong in its README`] : []),
    ...(dates.join() === dates.toSorted().toReversed().join() ? [] : ['not newest first']),
  ];
  assertNone(dates.length === 0 ? ['no decision was found'] : problems);
});

test('each test that the table of security names in full is there', () => {
  const files = listFiles('tests', /\.test\.ts$/);
  const table = readText('tests/security.md');
  const named = [...table.matchAll(/`((?:architecture|browser|database|http|unit)\/[\w/-]+)`/g)].map(
    ([, name = '']) => `tests/${name}`,
  );
  const missing = named.filter(
    (name) => !files.some((file) => file.startsWith(`${name}/`) || file === `${name}.test.ts`),
  );
  assertNone(named.length === 0 ? ['no test was found in it'] : missing);
});
