import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type HandledDefinition, isHandled } from '../../../../src/features/procedures/definition/definition.ts';
import type { FieldDefinition } from '../../../../src/features/procedures/definition/field-definition.ts';
import { loadDefinitions } from '../../../../src/features/procedures/definitions.ts';
import { copiedAnswers } from '../../../../src/features/submissions/copy/copied-answers.ts';

const handled = loadDefinitions().find(isHandled) ?? assert.fail('no form');
const label = { fr: 'x', nl: 'x' };
const name: FieldDefinition = { type: 'text', id: 'name', label };
const choice = (...values: string[]): FieldDefinition => ({
  type: 'choice',
  id: 'kind',
  label,
  choices: values.map((value) => ({ value, label })),
});
const formOf = (...fields: FieldDefinition[]): HandledDefinition => ({
  ...handled,
  steps: [{ id: 'only', title: label, fields }],
});
const today = '2026-11-26';
const copied = (answers: object, before: FieldDefinition[], now: FieldDefinition[]) =>
  copiedAnswers({ answers: { ...answers }, filedIn: formOf(...before), form: formOf(...now), today });

describe('the answers that a new draft begins with', () => {
  it('are those of fields that the form still has under the same id and type', () => {
    const gone: FieldDefinition = { type: 'text', id: 'gone', label };
    const other: FieldDefinition = { type: 'integer', id: 'other', label };
    const before: FieldDefinition[] = [name, gone, { type: 'text', id: 'other', label }];
    assert.deepEqual(copied({ name: 'Fête', gone: 'x', other: '12' }, before, [name, other]), { name: 'Fête' });
  });

  it('are asked again where they would be refused today: a choice that is gone, a day that has passed', () => {
    const day: FieldDefinition = { type: 'date', id: 'day', label, min: 'today' };
    const answers = { kind: 'party', day: '2026-11-25' };
    assert.deepEqual(copied(answers, [choice('party', 'fair'), day], [choice('fair', 'market'), day]), {});
    const later = { kind: 'fair', day: '2026-11-26' };
    assert.deepEqual(copied(later, [choice('party', 'fair'), day], [choice('fair', 'market'), day]), later);
  });

  it('hold no document and no national number, in a block either', () => {
    const fields: FieldDefinition[] = [
      { type: 'file', id: 'plan', label },
      { type: 'nationalNumber', id: 'number', label },
      {
        type: 'group',
        id: 'people',
        label,
        item: label,
        fields: [
          { type: 'text', id: 'name', label },
          { type: 'nationalNumber', id: 'number', label },
        ],
      },
    ];
    const people = [{ name: 'Lucie', number: '85073003328' }, { name: 'Jan' }];
    const answers = { plan: ['b7cf3a5e-7c9b-4c50-9a53-7f9d64b6a001'], number: '85073003328', people };
    assert.deepEqual(copied(answers, fields, fields), { people: [{ name: 'Lucie' }, { name: 'Jan' }] });
  });

  it('keep each kind of answer as it was', () => {
    const asked: FieldDefinition[] = [
      { type: 'money', id: 'amount', label },
      { type: 'yesNo', id: 'sure', label },
      { type: 'decimal', id: 'size', label },
      { type: 'address', id: 'home', label },
    ];
    const home = { street: 'Place Colignon', number: '1', postcode: '1030', municipality: 'Schaerbeek' };
    const answers = { amount: 12_345, sure: false, size: 2.5, home };
    assert.deepEqual(copied(answers, asked, asked), answers);
  });
});
