import type { App } from '../../../app.ts';
import type { Language } from '../../../domain/language.ts';
import { takeCaptcha } from '../../accounts/captcha/spend-captcha.ts';
import { insertDraft } from '../draft/drafts.repository.ts';
import { actAsFiler } from './act-as-filer.ts';
import type { GuestFiler } from './filer.ts';

type Begin = { filer: GuestFiler; captchaId: string; draft: { slug: string; version: number; language: Language } };
export type BeginAsGuestOutcome = { outcome: 'begun'; id: string } | { outcome: 'captcha-spent' };

/** Begins a démarche that asks for no account. One captcha begins one draft. */
export function beginAsGuest(app: Pick<App, 'db'>, { filer, captchaId, draft }: Begin): Promise<BeginAsGuestOutcome> {
  return actAsFiler(app, filer, async (tx): Promise<BeginAsGuestOutcome> => {
    if (!(await takeCaptcha(tx, captchaId))) return { outcome: 'captcha-spent' };
    const id = await insertDraft(tx, { ...draft, enterpriseNumber: null, owner: { guestId: filer.id } });
    return { outcome: 'begun', id };
  });
}
