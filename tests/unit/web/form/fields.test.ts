import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { checkboxesField, dateField, errorOf, selectField, textField } from '../../../../src/web/form/fields.ts';
import { loadTexts } from '../../../../src/web/page/texts.ts';
import { commune } from '../../../support/commune.ts';

const { fr: t } = loadTexts(commune);
const errors = [
  { field: 'email', message: 'Indiquez une adresse' },
  { field: 'days', message: 'Choisissez un jour' },
];
const choices = ['mo', 'tu', 'we'].map((value) => ({ value, label: value.toUpperCase() }));
const ticked = (field: { choices: readonly { value: string; checked: boolean }[] }) =>
  field.choices.filter(({ checked }) => checked).map(({ value }) => value);

describe('a field of a form', () => {
  it('carries its own error, and none of the others', () => {
    assert.equal(errorOf({ errors }, 'email'), 'Indiquez une adresse');
    assert.equal(textField('name', { values: {}, errors }, { label: 'Nom' }).error, null);
    assert.equal(textField('email', { values: {}, errors }, { label: 'E-mail' }).error, 'Indiquez une adresse');
    assert.equal(selectField('days', { values: {}, errors }, { label: 'Jour', choices }).error, 'Choisissez un jour');
  });

  it('of a date carries what is said of its day, its month or its year', () => {
    const wrong = [{ field: 'bornYear', message: 'Indiquez une année' }];
    const options = { legend: 'Né le', hint: '', t };
    assert.equal(dateField('born', { values: {}, errors: wrong }, options).error, 'Indiquez une année');
    assert.equal(dateField('born', { values: {}, errors }, options).error, null);
  });
});

describe('tick boxes', () => {
  it('of one name are ticked by the list of its values', () => {
    const form = { values: {}, lists: { days: ['mo', 'we'] }, errors };
    const field = checkboxesField({ name: 'days', legend: 'Jours', choices }, form);
    assert.deepEqual(ticked(field), ['mo', 'we']);
    assert.equal(field.error, 'Choisissez un jour');
    assert.deepEqual(ticked(checkboxesField({ name: 'days', choices }, { values: {}, errors })), []);
  });

  it('of one box are ticked by its value', () => {
    const box = { name: 'terms', choices: [{ value: 'yes', label: 'Oui' }] };
    assert.deepEqual(ticked(checkboxesField(box, { values: { terms: 'yes' }, errors })), ['yes']);
    assert.deepEqual(ticked(checkboxesField(box, { values: { terms: '' }, errors })), []);
  });
});
