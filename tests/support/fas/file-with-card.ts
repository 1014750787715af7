import assert from 'node:assert/strict';
import { fileDraft } from '../submissions/filing.ts';
import type { Visitor } from '../visitor.ts';
import { CARD, CONFIRM, identifyAs } from './identify.ts';

/** Identifies for a draft, ties the card where the account knows none, and files; the address of the submission. */
export async function fileWithCard(visitor: Visitor, draft: string, button = CARD): Promise<string> {
  await identifyAs(visitor, button, { next: `${draft}/check` });
  if (visitor.page.html.includes(CONFIRM)) await visitor.press(CONFIRM);
  const { location, status } = await fileDraft(visitor, draft);
  assert.match(location ?? '', /^\/fr\/submissions\/\d{2}-\d{7}-\d{2}$/, String(status));
  return location ?? '';
}
