import assert from 'node:assert/strict';
import { addressFields, answerStep, beginDraft } from '../drafts/drafts.ts';
import type { Visitor } from '../visitor.ts';

const APPLICANT = { firstName: 'Lucie', lastName: 'Lambert', email: 'lucie@exemple.be', ...addressFields('home') };
/** The person whose birth the certificate is about. */
export const BORN = {
  personFirstNames: 'Lucie Marie',
  personLastName: 'Lambert',
  personBirthDateDay: '30',
  personBirthDateMonth: '7',
  personBirthDateYear: '1985',
  personBirthPlace: 'Schaerbeek',
};

/** A draft of « birth-certificate » with all its answers; its address without a step. */
export async function readyBirthCertificate(visitor: Visitor): Promise<string> {
  const draft = await beginDraft(visitor, 'birth-certificate');
  await answerStep(visitor, `${draft}/applicant`, APPLICANT);
  await answerStep(visitor, `${draft}/person`, { applicant: 'me', ...BORN });
  await answerStep(visitor, `${draft}/certificate`, { kind: 'extract', reason: 'school', copies: '1' });
  await answerStep(visitor, `${draft}/delivery`, { delivery: 'space', abroad: 'no' });
  assert.equal(visitor.page.location, `${draft}/check`, visitor.page.url);
  return draft;
}
