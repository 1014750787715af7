import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { formatReference } from '../../../../../src/domain/numbers/reference.ts';
import { sealAnswers, unsealAnswers } from '../../../../../src/features/submissions/draft/sealed-answers.ts';
import { answerStep, beginDraft } from '../../../../support/drafts/drafts.ts';
import { signUp, text } from '../../../../support/journeys.ts';
import { startPortal, type TestPortal } from '../../../../support/portal.ts';
import { letIn, sharedProfile } from '../../../../support/profiles.ts';
import { askToComplete, eventsOf, rowOf } from '../../../../support/submissions/handling.ts';
import { insertSubmission } from '../../../../support/submissions/submitted.ts';

let portal: TestPortal;
before(async () => {
  portal = await startPortal();
});

const NUMBERS = ['85073003328', '79021199854'] as const;
const CLEAR = /850730|85\.07\.30-0|790211|79\.02\.11-9/;
const MASKED = /value="85\.07\.30-\*\*\*\.\*\*"/;

describe('a national number that is kept', () => {
  it('is masked in its control, and stays what it is when the step is saved with its mask', async () => {
    const { visitor } = await signUp(portal);
    const draft = await beginDraft(visitor, 'change-of-address');
    const id = draft.split('/').at(-1) ?? '';
    const kept = async () => {
      const { rows } = await portal.app.db.pool.query('select answers from drafts where id = $1', [id]);
      return unsealAnswers(portal.app.sealing, { of: id, answers: rows[0].answers })['people'];
    };
    const jan = { 'people.0.name': 'Jan', 'people.0.number': '85.07.30-033.28', 'people.0.relation': 'fils' };
    await fillUntilPeople(visitor, draft);
    await answerStep(visitor, `${draft}/people`, jan);
    const { html } = await visitor.open(`${draft}/people`);
    assert.match(html, MASKED);
    assert.match(text(html), /Le numéro enregistré reste masqué/);
    visitor.type('people.0.name', 'Jan Peeters');
    assert.equal((await visitor.press('Suivant')).status, 303);
    assert.deepEqual(await kept(), [{ name: 'Jan Peeters', number: NUMBERS[0], relation: 'fils' }]);
    await visitor.open(`${draft}/people`);
    visitor.type('people.0.number', '79.02.11-998.54');
    assert.equal((await visitor.press('Suivant')).status, 303);
    assert.deepEqual(await kept(), [{ name: 'Jan Peeters', number: NUMBERS[1], relation: 'fils' }]);
  });

  it('of a mask that belongs to nothing kept is asked for', async () => {
    const { visitor } = await signUp(portal);
    const draft = await beginDraft(visitor, 'change-of-address');
    await fillUntilPeople(visitor, draft);
    const wrong = { 'people.0.name': 'Jan', 'people.0.number': '85.07.30-***.**', 'people.0.relation': 'fils' };
    await answerStep(visitor, `${draft}/people`, wrong);
    assert.equal(visitor.page.status, 422);
    assert.match(text(visitor.page.html), /Saisissez les 11 chiffres/);
  });
});

describe('a colleague who completes what a member of an organisation filed', () => {
  it('never reads the national numbers, corrects the rest, and changes a number only by typing another', async () => {
    const { path, id, colleague, reference } = await filedOperators();
    const kept = async () => {
      const { answers } = await rowOf(portal, reference);
      return unsealAnswers(portal.app.sealing, { of: id, answers: { ...answers } })['operators'];
    };
    const { html } = await colleague.open(`${path}/completion`);
    assert.doesNotMatch(html, CLEAR);
    assert.match(html, MASKED);
    colleague.type('operators.0.position', '');
    const wrong = await colleague.press('Envoyer le complément');
    assert.equal(wrong.status, 422);
    assert.doesNotMatch(wrong.html, CLEAR);
    colleague.type('operators.0.position', 'Gérante').type('operators.1.number', '01.03.15-997.79');
    const done = await colleague.press('Envoyer le complément');
    assert.equal(done.status, 303, text(done.html));
    assert.deepEqual(await kept(), [
      { name: 'Paula Dubois', number: NUMBERS[0], position: 'Gérante' },
      { name: 'Jan Peeters', number: '01031599779', position: 'Cuisinier' },
    ]);
    assert.deepEqual(await eventsOf(portal, id), ['filed', 'completion-requested', 'completed']);
  });

  it('does not get them from a form that claims not to have shown them', async () => {
    const { path, colleague } = await filedOperators({ waits: false });
    const { html, status } = await colleague.post(`${path}/correction`, { askedFields: 'other', revision: '1' });
    assert.equal(status, 422);
    assert.doesNotMatch(html, CLEAR);
    assert.match(html, MASKED);
  });
});

async function fillUntilPeople(visitor: Awaited<ReturnType<typeof signUp>>['visitor'], draft: string): Promise<void> {
  const place = (name: string) => ({
    [`${name}Street`]: 'Rue Royale',
    [`${name}Number`]: '2',
    [`${name}Postcode`]: '1030',
    [`${name}Municipality`]: 'Schaerbeek',
  });
  await answerStep(visitor, `${draft}/applicant`, { firstName: 'Lucie', lastName: 'Lambert', email: 'l@exemple.be' });
  const moved = { movedOnDay: '1', movedOnMonth: '6', movedOnYear: '2026' };
  await answerStep(visitor, `${draft}/addresses`, { ...place('formerAddress'), ...place('newAddress'), ...moved });
}

/** Paula filed a permit with two national numbers; her colleague Jan is asked to complete it, where it `waits` for that. */
async function filedOperators({ waits = true } = {}) {
  const shared = await sharedProfile(portal);
  await letIn(shared, 'member');
  const { owner, colleague, number: enterpriseNumber } = shared;
  const wanted = { email: owner.person.email, enterpriseNumber, slug: 'horeca-permit' };
  const { id, reference } = await insertSubmission(portal.app.db, { ...wanted, status: 'submitted' });
  const { rows } = await portal.app.db.pool.query(
    'select definition from procedure_versions join submissions using (slug, version) where id = $1',
    [id],
  );
  const operators = [
    { name: 'Paula Dubois', number: NUMBERS[0], position: 'Directrice' },
    { name: 'Jan Peeters', number: NUMBERS[1], position: 'Cuisinier' },
  ];
  const answers = sealAnswers(portal.app.sealing, rows[0].definition, { of: id, answers: { operators } });
  await portal.app.db.pool.query('update submissions set answers = $2 where id = $1', [id, JSON.stringify(answers)]);
  if (waits) await askToComplete(portal, id, { fields: ['operators'] });
  const path = `/fr/submissions/${formatReference(reference)}`;
  return { path, id, reference, colleague: colleague.visitor };
}
