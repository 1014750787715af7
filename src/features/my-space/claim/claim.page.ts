import type { Request, Response } from 'express';
import { z } from 'zod';
import type { App } from '../../../app.ts';
import { inLanguage, type TextInLanguage } from '../../../domain/localized-text.ts';
import { formatReference, parseReference } from '../../../domain/numbers/reference.ts';
import { type ErrorSummary, errorSummary, type TextField, textField } from '../../../web/form/fields.ts';
import { type Form, fieldsOf, firstForm, line, parseForm, says, withError } from '../../../web/form/parse.ts';
import { formatDate } from '../../../web/page/format.ts';
import { shellOf } from '../../../web/page/locals.ts';
import { redirectWithNotice, type Shell } from '../../../web/page/shell.ts';
import { view } from '../../../web/page/view.ts';
import type { OwnPath } from '../../../web/pipeline/own-path.ts';
import { citizenActor, citizenOf } from '../../accounts/signed-in-citizen.ts';
import { claimSubmission } from '../../submissions/claim/claim-submission.ts';
import { type Claimable, listClaimable } from '../../submissions/claim/guest-codes.repository.ts';
import { submissionPath } from '../../submissions/follow-up/submission-path.ts';
import type { ChangingApp } from '../../submissions/handling/change-submission.ts';
import { parseVerificationCode } from '../../submissions/issued/verification-code.ts';

type FoundRequest = { name: TextInLanguage; text: string };
export type ClaimPage = {
  title: string;
  back: OwnPath;
  summary: ErrorSummary;
  /** The requests that were filed with the confirmed address of the account; null for none. */
  found: { title: string; requests: FoundRequest[] } | null;
  reference: TextField;
  code: TextField;
};
const claimView = view<ClaimPage>('my-space/claim/claim');
const SHOWN = ['reference', 'code'] as const;
const Fields = z.object({
  reference: line('my-space:claim.reference.missing')
    .transform(parseReference)
    .refine((reference) => reference !== null, { error: says('my-space:claim.reference.missing') }),
  code: line('my-space:claim.code.missing')
    .transform(parseVerificationCode)
    .refine((code) => code !== null, { error: says('my-space:claim.code.missing') }),
});

type ClaimApp = Pick<App, 'db' | 'quotas'> & ChangingApp;

/** Takes a request that was filed without an account into one's own, by what its receipt says. */
export const claimPage = (app: ClaimApp) => ({
  get: (_req: Request, res: Response): Promise<void> => show(app, res, { form: firstForm(res, SHOWN, {}) }),

  async post(req: Request, res: Response): Promise<void> {
    const { t, at } = shellOf(res);
    const { form, ...parsed } = parseForm(Fields, { shown: SHOWN, fields: fieldsOf(req), t });
    if (!parsed.ok) return show(app, res, { form });
    const reference = parsed.input.reference ?? '';
    const pair = { reference, code: parsed.input.code ?? '' };
    const outcome = await claimSubmission(app, { actor: citizenActor(res), ...pair });
    if (outcome === 'claimed') {
      return redirectWithNotice(res, { path: at(submissionPath(reference)), notice: 'my-space:notice.claimed' });
    }
    const refused = withError(form, 'code', t(`my-space:claim.${outcome}`));
    await show(app, res, { form: refused, tooMany: outcome === 'too-many' });
  },
});

type Shown = { form: Form<(typeof SHOWN)[number]>; tooMany?: boolean };

async function show(app: ClaimApp, res: Response, { form, tooMany = false }: Shown): Promise<void> {
  const shell = shellOf(res);
  const { t, at } = shell;
  const page: ClaimPage = {
    title: t('my-space:claim.title'),
    back: at('/my-space'),
    summary: errorSummary(form, t),
    found: await found(app, res),
    reference: textField('reference', form, {
      label: t('web:word.reference'),
      hint: t('my-space:claim.reference.hint'),
      width: 20,
    }),
    code: textField('code', form, {
      label: t('my-space:claim.code'),
      hint: t('my-space:claim.code.hint'),
      width: 20,
    }),
  };
  claimView.renderForm(res, page, { ...form, tooMany });
}

async function found(app: ClaimApp, res: Response): Promise<ClaimPage['found']> {
  const claimable = await listClaimable(app.db, citizenOf(res).citizen.id);
  if (claimable.length === 0) return null;
  const shell = shellOf(res);
  const title = shell.t('my-space:claim.found', { count: claimable.length });
  return { title, requests: await Promise.all(claimable.map((one) => foundRequest(app, one, shell))) };
}

async function foundRequest({ procedures }: ClaimApp, request: Claimable, shell: Shell): Promise<FoundRequest> {
  const { slug, version, reference, filedAt } = request;
  const { name } = await procedures.form(slug, version);
  const date = formatDate(filedAt, shell.language);
  const text = shell.t('my-space:claim.foundOne', { reference: formatReference(reference), date });
  return { name: inLanguage(name, shell.language), text };
}
