import type { App } from '../../../app.ts';
import type { Language } from '../../../domain/language.ts';
import { takeCaptcha } from '../../accounts/captcha/spend-captcha.ts';
import { insertDraft } from '../draft/drafts.repository.ts';
import { findUntouchedDraft } from '../draft/untouched-drafts.repository.ts';
import { actAsFiler } from './act-as-filer.ts';
import type { GuestFiler } from './filer.ts';

type Begin = { filer: GuestFiler; captchaId: string; draft: { slug: string; version: number; language: Language } };
export type BeginAsGuestOutcome = { outcome: 'begun'; id: string } | { outcome: 'captcha-spent' };

/**
 * Begins a démarche that asks for no account. One captcha begins one draft: when its button was pressed twice, the second
 * press leads to the one begun a moment ago.
 */
export function beginAsGuest(app: Pick<App, 'db'>, { filer, captchaId, draft }: Begin): Promise<BeginAsGuestOutcome> {
  return actAsFiler(app, filer, async (tx): Promise<BeginAsGuestOutcome> => {
    const begun = { ...draft, enterpriseNumber: null, owner: { guestId: filer.id } };
    const isNew = await takeCaptcha(tx, captchaId);
    const id = isNew ? await insertDraft(tx, begun) : await findUntouchedDraft(tx, begun, null);
    return id === null ? { outcome: 'captcha-spent' } : { outcome: 'begun', id };
  });
}
