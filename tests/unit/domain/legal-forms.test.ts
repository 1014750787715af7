import assert from 'node:assert/strict';
import { test } from 'node:test';
import { kindOfLegalForm, legalFormOfCode, legalForms, organisationKinds } from '../../../src/domain/legal-forms.ts';

test('companies, old and new, suggest an enterprise', () => {
  for (const code of ['610', '015', '014', '706', '011', '612', '702']) {
    assert.equal(kindOfLegalForm(code), 'enterprise', code);
  }
});

test('associations, foundations, mutual funds and unions suggest an association', () => {
  for (const code of ['017', '125', '026', '029', '019', '020', '724', '070']) {
    assert.equal(kindOfLegalForm(code), 'association', code);
  }
});

test('public bodies, unknown and unreadable codes suggest nothing', () => {
  for (const code of ['411', '412', '999', '721', '', '17', ' 017', 'toString', 'VZW']) {
    assert.equal(kindOfLegalForm(code), null, code);
  }
});

test('old and new codes of a form are the same form', () => {
  assert.deepEqual(['610', '015', '017', '411', '999'].map(legalFormOfCode), [
    'private-limited-company',
    'private-limited-company',
    'non-profit-association',
    'public-body',
    null,
  ]);
});

test('each code has three digits and belongs to one form only, and each form has its own key', () => {
  const codes: string[] = legalForms.flatMap((form) => [...form.codes]);
  assert.deepEqual(
    codes.filter((code) => !/^\d{3}$/.test(code)),
    [],
  );
  assert.equal(new Set(codes).size, codes.length);
  assert.equal(new Set(legalForms.map(({ key }) => key)).size, legalForms.length);
});

test('there are two kinds of organisation', () => {
  assert.deepEqual(organisationKinds, ['enterprise', 'association']);
});
