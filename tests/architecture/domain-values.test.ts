import test from 'node:test';
import { assertNone } from '../support/source/source-files.ts';
import { nodesOf, pathOf, placeOf, readSources, type SourceFile, textOf } from '../support/source/syntax.ts';

const VALUES =
  'EnterpriseNumber|DefaultSpace|JobTitle|Language|LegalFormKey|OrganisationKind|OrganisationState|Role|StaffRole';
const sources = readSources();

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

function plainNumbersIn(file: SourceFile): string[] {
  const named = nodesOf(file, 'TSPropertySignature', 'Property', 'Identifier');
  const plain = named.filter((node) => /^enterpriseNumber\??:\s*(?:z\s*\.\s*)?string\b/.test(textOf(file, node)));
  return plain.map((node) => placeOf(file, node));
}
