import test from 'node:test';
import { assertNone, listFiles, readText } from '../support/source/source-files.ts';

const SETTINGS = 'src/config-commune.ts';
/** What names the commune, or one of its places, or leads to it. */
const NAMED = /sch(?:ae|aa)rbeek|colignon|rodenbach|\b1030\b|244[ /.\u00a0]?75[ /.\u00a0]?11|2447511/i;
/** Not about the commune of the portal: what is known of the whole region, and who the demonstration shows. */
const REGION = [
  'src/domain/brussels-postcodes.ts',
  'src/features/credentials/common-places.txt',
  'src/features/credentials/common-passwords.txt',
  'src/features/credentials/common-password-words.txt',
];

test('the commune is named, and said how to be reached, in its settings only', () => {
  const files = ['src', 'views', 'public', 'migrations'].flatMap((folder) =>
    listFiles(folder, /\.(?:ts|mjs|json|txt|md|ejs|scss|svg|sql)$/),
  );
  const wrong = files
    .filter((path) => path !== SETTINGS && !REGION.includes(path) && !path.startsWith('src/dev/'))
    .flatMap((path) =>
      readText(path)
        .split('\n')
        .flatMap((line, index) => (NAMED.test(line) ? [`${path}:${index + 1} ${line.trim().slice(0, 80)}`] : [])),
    );
  assertNone(wrong, `write {{communeName}}, commune.phone …: their values are in ${SETTINGS}`);
});
