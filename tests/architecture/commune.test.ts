import test from 'node:test';
import { assertNone, listFiles, readText } from '../support/source/source-files.ts';

const SETTINGS = 'src/config-commune.ts';
const REACHED = /@1030\.be|244[ /.\u00a0]?75[ /.\u00a0]?11|2447511|[Pp]lace Colignon|Colignonplein/;

test('the addresses and the telephone of the commune are written in its settings only', () => {
  const files = ['src', 'views', 'public', 'migrations'].flatMap((folder) =>
    listFiles(folder, /\.(?:ts|mjs|json|md|ejs|scss|sql|webmanifest)$/),
  );
  const wrong = files
    .filter((path) => path !== SETTINGS)
    .flatMap((path) =>
      readText(path)
        .split('\n')
        .flatMap((line, index) => (REACHED.test(line) ? [`${path}:${index + 1} ${line.trim().slice(0, 80)}`] : [])),
    );
  assertNone(wrong, `write {{communeEmail}}, commune.phone …: their values are in ${SETTINGS}`);
});
