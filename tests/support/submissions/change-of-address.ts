import assert from 'node:assert/strict';
import { localDateOf } from '../../../src/domain/local-date.ts';
import { addressFields, answerStep, beginDraft } from '../drafts/drafts.ts';
import type { TestPortal } from '../portal.ts';
import type { Visitor } from '../visitor.ts';
import { attachAll } from './documents.ts';

const SON = { 'people.0.name': 'Tom', 'people.0.number': '01.03.15-002.07', 'people.0.relation': 'fils' };

/** A draft of « change-of-address » before its step of the people; its address without a step. */
export async function changeBeforePeople({ clock }: TestPortal, visitor: Visitor): Promise<string> {
  const draft = await beginDraft(visitor, 'change-of-address');
  await answerStep(visitor, `${draft}/applicant`, { firstName: 'Lucie', lastName: 'Lambert', email: 'l@exemple.be' });
  const [year = '', month = '', day = ''] = localDateOf(clock.now()).split('-');
  await answerStep(visitor, `${draft}/addresses`, {
    ...addressFields('formerAddress'),
    ...addressFields('newAddress'),
    ...{ movedOnDay: day, movedOnMonth: month, movedOnYear: year },
  });
  return draft;
}

/** A draft of « change-of-address » that can be filed, with a son whose number is typed; its address without a step. */
export async function readyChangeOfAddress(portal: TestPortal, visitor: Visitor): Promise<string> {
  const draft = await changeBeforePeople(portal, visitor);
  await answerStep(visitor, `${draft}/people`, SON);
  const housing = { tenure: 'owner', bellName: 'Lambert', availability: 'Le soir', registrationLanguage: 'fr' };
  await answerStep(visitor, `${draft}/housing`, housing);
  await attachAll(visitor, `${draft}/documents`);
  await visitor.press('Suivant');
  assert.equal(visitor.page.location, `${draft}/check`, visitor.page.url);
  return draft;
}
