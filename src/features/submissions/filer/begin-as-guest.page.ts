import type { NextFunction, Request, Response } from 'express';
import { z } from 'zod';
import type { App } from '../../../app.ts';
import { localDateOf } from '../../../domain/local-date.ts';
import { inLanguage, type TextInLanguage } from '../../../domain/localized-text.ts';
import { NotFound } from '../../../domain/not-found.ts';
import { type ErrorSummary, errorSummary } from '../../../web/form/fields.ts';
import { emptyForm, type Form, fieldsOf, parseForm, says, withError } from '../../../web/form/parse.ts';
import { formatDateTime } from '../../../web/page/format.ts';
import { shellOf } from '../../../web/page/locals.ts';
import { view } from '../../../web/page/view.ts';
import { clientOf } from '../../../web/pipeline/client.ts';
import { type OwnPath, withNext } from '../../../web/pipeline/own-path.ts';
import { refuseUntil, takeFromQuota } from '../../../web/pipeline/rate-limit.ts';
import { answeredCaptcha } from '../../accounts/captcha/answered-captcha.ts';
import { type CaptchaBlock, captchaBlock } from '../../accounts/captcha/captcha-block.ts';
import { signedInOf } from '../../accounts/signed-in-citizen.ts';
import { type HandledDefinition, isHandled } from '../../procedures/definition/definition.ts';
import { openingOn } from '../../procedures/definition/opening.ts';
import type { Procedures } from '../../procedures/versions/procedures.ts';
import type { DraftInList } from '../draft/draft.ts';
import { listDraftsOfGuest } from '../draft/drafts.repository.ts';
import { beginAsGuest } from './begin-as-guest.ts';
import { guestOf, welcomeGuest } from './guest.ts';

const captchaMissing = says('accounts:error.captcha.missing');
const GuestFields = z.object({
  captcha: z.string({ error: captchaMissing }).refine((typed) => typed.trim() !== '', { error: captchaMissing }),
  captchaChallenge: z.string().default(''),
});

export type BeginAsGuestPage = {
  title: string;
  name: TextInLanguage;
  back: OwnPath;
  signIn: OwnPath;
  /** The drafts that were begun in this browser, each with the page where it goes on. */
  underWay: { text: string; href: OwnPath }[];
  action: OwnPath;
  summary: ErrorSummary;
  captcha: CaptchaBlock;
};
const guestView = view<BeginAsGuestPage>('submissions/filer/begin-as-guest');

type GuestApp = Pick<App, 'clock' | 'db' | 'quotas' | 'sealing'> & { procedures: Procedures };
type Current = { definition: HandledDefinition; version: number };
type Shown = Current & { underWay: readonly DraftInList[]; form: Form<never> };

/**
 * Begins a démarche that asks for no account. « Commencer » leads somebody who is not signed in to a captcha; its answer
 * makes the draft. All others go on to the pages for citizens.
 */
export const beginAsGuestPage = (app: GuestApp) => ({
  async get(req: Request, res: Response, next: NextFunction): Promise<void> {
    const current = openToGuests(app, req, res);
    if (current === null) return next();
    const guestId = guestOf(app, req, res);
    const { slug } = current.definition;
    const underWay = guestId === null ? [] : await listDraftsOfGuest(app.db, { guestId, slug });
    show(app, res, { ...current, underWay, form: emptyForm([]) });
  },

  async post(req: Request, res: Response, next: NextFunction): Promise<void> {
    const current = openToGuests(app, req, res);
    if (current === null) return next();
    const { t, at, language } = shellOf(res);
    const { definition, version } = current;
    const fields = fieldsOf(req);
    const here = at(`/procedures/${definition.slug}/drafts`);
    if (fields['captchaChallenge'] === undefined || 'refreshCaptcha' in fields) return res.redirect(303, here);
    const parsed = parseForm(GuestFields, { shown: [], fields, t });
    if (!parsed.ok) return show(app, res, { ...current, underWay: [], form: parsed.form });
    const client = clientOf(req);
    const answer = await answeredCaptcha(app, parsed.input, client);
    const refuse = (said: string) =>
      show(app, res, { ...current, underWay: [], form: withError(parsed.form, 'captcha', said) });
    if (answer.outcome === 'wrong') {
      refuseUntil(answer.wait);
      return refuse(t(answer.reason));
    }
    const { captcha } = answer;
    await takeFromQuota(app.quotas.guestDrafts, client.network);
    // Whoever is new has the id of their captcha, so that a button pressed twice makes one guest of them.
    const filer = { kind: 'guest', id: guestOf(app, req, res) ?? captcha.id } as const;
    const draft = { slug: definition.slug, version, language };
    const begun = await beginAsGuest(app, { filer, captchaId: captcha.id, draft });
    if (begun.outcome === 'captcha-spent') return refuse(t('accounts:error.captcha.spent'));
    welcomeGuest(app, res, filer.id);
    res.redirect(303, at(`/drafts/${begun.id}/${definition.steps[0]?.id}`));
  },
});

/** Returns the démarche when it asks for no account, is open today, and nobody is signed in; else null. */
function openToGuests(app: GuestApp, req: Request, res: Response): Current | null {
  const procedure = app.procedures.current(String(req.params['slug']));
  if (procedure === null || !isHandled(procedure.definition)) throw new NotFound();
  const { definition, version } = procedure;
  const open = openingOn(definition, localDateOf(app.clock.now())).state === 'open';
  return signedInOf(res) === null && definition.identification.level === 0 && open ? { definition, version } : null;
}

function show(app: GuestApp, res: Response, { definition, underWay, form }: Shown): void {
  const shell = shellOf(res);
  const { t, at, language } = shell;
  const procedure = at(`/procedures/${definition.slug}`);
  const page: BeginAsGuestPage = {
    title: t('submissions:guest.title'),
    name: inLanguage(definition.name, language),
    back: procedure,
    signIn: withNext(at('/sign-in'), procedure),
    underWay: underWay.map(({ id, savedAt }) => ({
      text: t('submissions:begin.savedAt', { date: formatDateTime(savedAt, language) }),
      href: at(`/drafts/${id}`),
    })),
    action: at(`/procedures/${definition.slug}/drafts`),
    summary: errorSummary(form, t),
    captcha: captchaBlock(app, shell, form),
  };
  guestView.renderForm(res, page, form);
}
