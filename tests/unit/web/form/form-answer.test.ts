import assert from 'node:assert/strict';
import test from 'node:test';
import { type FormAnswer, formStatus } from '../../../../src/web/form/form-answer.ts';

const errors = [{ field: 'email', message: 'Indiquez votre adresse' }];
const ANSWERS: [string, FormAnswer, number][] = [
  ['a form that is shown first', { errors: [] }, 200],
  ['a form of which nothing is known', {}, 200],
  ['a form with errors', { errors }, 422],
  ['a form refused for a reason that no field has', { errors: [], refused: true }, 422],
  ['a form about something that stands otherwise by now, whatever its fields say', { errors, late: true }, 409],
  ['a form of somebody who has sent too many', { errors, tooMany: true }, 429],
  ['a form that meets something else', { errors, late: true, status: 507 }, 507],
  ['a form that meets nothing else', { errors, status: null }, 422],
  ['a form that is neither refused nor late', { refused: false, late: false, tooMany: false }, 200],
];
for (const [form, answer, status] of ANSWERS) {
  test(`${form} is answered with ${status}`, () => assert.equal(formStatus(answer), status));
}
