import assert from 'node:assert/strict';
import { beginDraft, fillEventPermit } from '../drafts/drafts.ts';
import { confirmAddress, type Person, signUp } from '../journeys.ts';
import type { TestPortal } from '../portal.ts';
import type { Answer, Visitor } from '../visitor.ts';

export type Filer = { visitor: Visitor; person: Person };

/** A citizen whose address is confirmed. */
export async function confirmedCitizen(portal: TestPortal, person?: Person): Promise<Filer> {
  const account = await signUp(portal, person);
  await confirmAddress(account.visitor, account.person);
  return account;
}

/** A draft of « event-permit » that can be filed; its address without a step. */
export async function readyDraft(visitor: Visitor, profile = 'citizen'): Promise<string> {
  const draft = await beginDraft(visitor, 'event-permit', profile);
  await fillEventPermit(visitor, draft);
  return draft;
}

/** Returns the form of the check page once every declaration is ticked. */
export async function filingForm(visitor: Visitor, draft: string): Promise<{ name: string; value: string }[]> {
  const { html, status } = await visitor.open(`${draft}/check`);
  assert.equal(status, 200);
  const boxes = [...html.matchAll(/name="declaration" type="checkbox"\s+value="(\w+)"/g)];
  const token = /name="formToken" value="([^"]+)"/.exec(html)?.[1] ?? '';
  return [{ name: 'formToken', value: token }, ...boxes.map(([, value = '']) => ({ name: 'declaration', value }))];
}

/** Opens the check page, ticks everything and presses the button. */
export async function fileDraft(visitor: Visitor, draft: string): Promise<Answer> {
  return visitor.post(`${draft}/check`, await filingForm(visitor, draft));
}

/** Files « event-permit »; the address of the submission. */
export async function fileEventPermit(visitor: Visitor, profile = 'citizen'): Promise<string> {
  const { location, status, html } = await fileDraft(visitor, await readyDraft(visitor, profile));
  assert.match(location ?? '', /^\/fr\/submissions\/\d{2}-\d{7}-\d{2}$/, `${status} ${html.slice(0, 0)}`);
  return location ?? '';
}
