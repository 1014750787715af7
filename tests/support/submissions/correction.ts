import assert from 'node:assert/strict';
import { addressFields, answerStep, beginDraft, dateFields } from '../drafts/drafts.ts';
import type { TestPortal } from '../portal.ts';
import type { Visitor } from '../visitor.ts';
import { confirmedCitizen, fileDraft, fileEventPermit } from './filing.ts';

/** A request of an event that Lucie has just filed, which nobody has taken. */
export async function filedEvent(portal: TestPortal) {
  const { visitor: lucie, person } = await confirmedCitizen(portal);
  return { lucie, person, ...(await idsOf(portal, await fileEventPermit(lucie))) };
}

/** Returns the id and the reference of the request at that address, and its address without the language. */
export async function idsOf({ app }: TestPortal, filed: string) {
  const path = filed.replace('/fr', '');
  const reference = path.replace(/^.*\/|-/g, '');
  const { rows } = await app.db.pool.query('select id from submissions where reference = $1', [reference]);
  return { id: String(rows[0].id), reference, path, page: `/fr${path}/correction` };
}

const PARKING: readonly (readonly [string, Record<string, string>])[] = [
  ['applicant', { firstName: 'Lucie', lastName: 'Lambert', email: 'lucie@exemple.be', ...addressFields('home') }],
  ['use', { purpose: 'removal', length: '10', ...addressFields('place') }],
  [
    'when',
    {
      ...dateFields('from', 40),
      ...dateFields('until', 41),
      startTime: '8:00',
      endTime: '18:00',
      days: '2',
      signs: 'own',
    },
  ],
  ['vehicle', {}],
];

/** A draft of a reserved parking place for two days that can be filed; its address without a step. */
export async function readyParking(visitor: Visitor): Promise<string> {
  const draft = await beginDraft(visitor, 'parking-reservation');
  for (const [step, answers] of PARKING) {
    await answerStep(visitor, `${draft}/${step}`, answers);
    assert.equal(visitor.page.status, 303, `${step} ${visitor.page.html.match(/error-summary[\s\S]{0,600}/)?.[0]}`);
  }
  return draft;
}

/** A reserved parking place for two days, which costs 60 euros. */
export async function filedParking(portal: TestPortal) {
  const { visitor: lucie, person } = await confirmedCitizen(portal);
  const { location } = await fileDraft(lucie, await readyParking(lucie));
  return { lucie, person, ...(await idsOf(portal, location ?? '')) };
}

/** Takes the request as an agent does from its page. */
export async function take(nadia: Visitor, path: string): Promise<void> {
  const { html } = await nadia.open(`/fr/admin${path}`);
  const version = /name="version" value="(\d+)"/.exec(html)?.[1] ?? '';
  assert.equal((await nadia.post(`/fr/admin${path}/assignment`, { assignee: 'me', version })).status, 303);
}
