import test from 'node:test';
import { assertNone, lineAt, readSources } from '../support/source/source-files.ts';

const VALUES =
  'EnterpriseNumber|DefaultSpace|JobTitle|Language|LegalFormKey|OrganisationKind|OrganisationState|Role|StaffRole';
const sources = readSources();

test('a value of the domain is parsed, never asserted by a cast', () => {
  const casts = new RegExp(`\\bas (?:${VALUES})\\b`, 'g');
  const wrong = sources.flatMap(({ path, text, code }) =>
    [...code.matchAll(casts)].map(({ index }) => `${path}:${lineAt(text, index)}`),
  );
  assertNone(wrong, 'parse it with its schema where it enters');
});

test('an enterprise number has its type wherever it is named, but where it is typed by hand or staged in bulk', () => {
  const typed = new Set(['src/features/profiles/new-profile/new-profile.page.ts']);
  const plain = /\benterpriseNumber\??: (?:z\.)?string\b/g;
  const wrong = sources
    .filter(({ path }) => !typed.has(path))
    .flatMap(({ path, text, code }) => [...code.matchAll(plain)].map(({ index }) => `${path}:${lineAt(text, index)}`));
  assertNone(wrong, 'EnterpriseNumber, of src/domain/enterprise-number.ts');
});
