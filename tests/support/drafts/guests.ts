import assert from 'node:assert/strict';
import { captchaAnswer } from '../journeys.ts';
import type { Visitor } from '../visitor.ts';

/** A démarche that asks for no account. */
export const REPORT = 'cleanliness-report';

/** Answers the captcha of a démarche as somebody without an account; the address of the draft, without its step. */
export async function beginAsGuest(visitor: Visitor, slug: string): Promise<string> {
  await visitor.open(`/fr/procedures/${slug}/drafts`);
  visitor.fill('Recopiez les 4 chiffres de l’image', captchaAnswer(visitor.portal, visitor.page.html));
  await visitor.press('Continuer');
  const [draft] = /^\/fr\/drafts\/[0-9a-f-]{36}/.exec(visitor.page.location ?? '') ?? [];
  assert.ok(draft !== undefined, `no draft: ${visitor.page.status} ${visitor.page.location}`);
  return draft;
}
