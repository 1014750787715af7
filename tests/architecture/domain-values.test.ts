import test from 'node:test';
import { assertNone, lineAt, listFiles, readText } from '../support/source/source-files.ts';
import { nodesOf, pathOf, placeOf, readSources, type SourceFile, textOf } from '../support/source/syntax.ts';

const VALUES =
  'EnterpriseNumber|DefaultSpace|JobTitle|Language|LegalFormKey|OrganisationKind|OrganisationState|Role|StaffRole';
const sources = readSources();
// A day is a day in Brussels. By UTC, or by the time zone of whatever Postgres is set to, it is still yesterday there for
// an hour or two after midnight: a delay would pass a day late, and a test would fail at night only.
const OTHER_DAYS =
  /\bcurrent_date\b|\bnow\(\)::date\b|new Date\([^()]*(?:\([^()]*\)[^()]*)*\)\.toISOString\(\)\.slice\(0, ?10\)|\.getUTCDate\(\)/g;
/** The files that may count by UTC, and why. */
const COUNTED_BY_UTC: ReadonlyMap<string, string> = new Map([
  ['src/domain/working-days.ts', 'counts on from a day that is given'],
  ['src/features/procedures/definition/day-limit.ts', 'counts months on from a day that is given'],
  ['tests/architecture/domain-values.test.ts', 'names what is looked for'],
]);

test('no value is cast to one of the types of the domain listed here', () => {
  const cast = new RegExp(`^(?:${VALUES})\\b`);
  const wrong = sources.flatMap((file) =>
    nodesOf(file, 'TSAsExpression')
      .filter(({ typeAnnotation }) => cast.test(pathOf(file, typeAnnotation)))
      .map((node) => placeOf(file, node)),
  );
  assertNone(wrong, 'parse it with its schema where it enters');
});

test('a value called enterpriseNumber is never typed as a string or z.string, except in new-profile.page.ts', () => {
  const typed = new Set(['src/features/profiles/new-profile/new-profile.page.ts']);
  const wrong = sources.filter(({ path }) => !typed.has(path)).flatMap(plainNumbersIn);
  assertNone(wrong, 'EnterpriseNumber, of src/domain/numbers/enterprise-number.ts');
});

test('no day is counted by UTC or by the time zone of Postgres, except in the files of the table', () => {
  const files = [...listFiles('src', /\.ts$/), ...listFiles('tests', /\.ts$/)];
  const wrong = files
    .filter((file) => !COUNTED_BY_UTC.has(file))
    .flatMap((file) => {
      const text = readText(file);
      return [...text.matchAll(OTHER_DAYS)].map((found) => `${file}:${lineAt(text, found.index)} ${found[0]}`);
    });
  assertNone(wrong, 'take localDateOf(clock.now()), in tests dayFromNow(days):');
});

function plainNumbersIn(file: SourceFile): string[] {
  const named = nodesOf(file, 'TSPropertySignature', 'Property', 'Identifier');
  const plain = named.filter((node) => /^enterpriseNumber\??:\s*(?:z\s*\.\s*)?string\b/.test(textOf(file, node)));
  return plain.map((node) => placeOf(file, node));
}
