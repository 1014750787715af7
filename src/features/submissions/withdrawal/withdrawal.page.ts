import type { Request, Response } from 'express';
import { z } from 'zod';
import { type ErrorSummary, errorOf, errorSummary, type TextArea } from '../../../web/form/fields.ts';
import { optionalParagraphs } from '../../../web/form/paragraphs.ts';
import { type Form, fieldsOf, firstForm, parseForm } from '../../../web/form/parse.ts';
import { shellOf } from '../../../web/page/locals.ts';
import { redirectWithNotice, type Shell } from '../../../web/page/shell.ts';
import { view } from '../../../web/page/view.ts';
import { filerOf } from '../filer/guard.ts';
import { type OwnHead, ownHead } from '../follow-up/own-head.ts';
import { getOwnSubmission, type SubmissionApp } from '../follow-up/read-submission.ts';
import { referenceAsked } from '../follow-up/reference-asked.ts';
import { submissionPath } from '../follow-up/submission-path.ts';
import type { ChangingApp } from '../handling/change-submission.ts';
import type { Submission } from '../submission.ts';
import { mayBecome } from '../submission-status.ts';
import { withdrawSubmission } from './withdraw-submission.ts';

const REASON_MAX = 1_000;
const Fields = z.object({
  reason: optionalParagraphs(REASON_MAX),
  version: z.coerce.number().int().positive().nullable().catch(null),
});

export type WithdrawalPage = {
  title: string;
  head: OwnHead;
  summary: ErrorSummary;
  /** Why nothing was done, where the commune came first; null elsewhere. */
  late: string | null;
  /** Null where it is too late to withdraw: the page says so. */
  ask: { consequences: readonly string[]; version: number; reason: TextArea } | null;
};
const withdrawalView = view<WithdrawalPage>('submissions/withdrawal/withdrawal');

type WithdrawalApp = SubmissionApp & ChangingApp;

/** Taking a request back: asked once, with what follows from it. */
export const withdrawalPage = (app: WithdrawalApp) => ({
  get: (_req: Request, res: Response): Promise<void> =>
    show(app, res, { form: firstForm(res, ['reason'], {}), late: null }),

  async post(req: Request, res: Response): Promise<void> {
    const { t } = shellOf(res);
    const { form, ...parsed } = parseForm(Fields, { shown: ['reason'], fields: fieldsOf(req), t });
    if (!parsed.ok) return show(app, res, { form, late: null });
    const reference = referenceAsked(res.req.params['reference']);
    const { reason, version: seen } = parsed.input;
    const asked = { reference, filer: filerOf(res), seen, reason: reason === '' ? null : reason };
    const outcome = await withdrawSubmission(app, asked);
    if (outcome !== 'done') return show(app, res, { form, late: t(`submissions:act.${outcome}`) });
    leave(res, reference);
  },
});

function leave(res: Response, reference: string): void {
  const path = shellOf(res).at(submissionPath(reference));
  redirectWithNotice(res, { path, notice: 'submissions:notice.withdrawn' });
}

type Shown = { form: Form<'reason'>; late: string | null };

async function show(app: WithdrawalApp, res: Response, { form, late }: Shown): Promise<void> {
  const shell = shellOf(res);
  const { t } = shell;
  const own = await getOwnSubmission(app, {
    reference: referenceAsked(res.req.params['reference']),
    readerId: filerOf(res).id,
  });
  const { status, revision, reference } = own.submission;
  // The second press of the button finds the request withdrawn by the first.
  if (late !== null && status === 'withdrawn') return leave(res, reference);
  const reason = {
    name: 'reason',
    label: t('submissions:withdrawal.reason'),
    hint: t('submissions:withdrawal.reason.hint'),
    value: form.values.reason,
    error: errorOf(form, 'reason'),
  };
  const open = mayBecome(status, { status: 'withdrawn', by: 'citizen' });
  const page = {
    title: t('submissions:withdrawal.title'),
    head: ownHead(own, shell),
    summary: errorSummary(form, t),
    late,
    ask: open ? { consequences: consequencesOf(own.submission, shell), version: revision, reason } : null,
  };
  withdrawalView.renderForm(res, page, { ...form, late: late !== null });
}

function consequencesOf({ feeCents }: Submission, { t }: Pick<Shell, 't'>): string[] {
  return [
    t('submissions:withdrawal.stops'),
    ...(feeCents === 0 ? [] : [t('submissions:withdrawal.fee')]),
    t('submissions:withdrawal.kept'),
    t('submissions:withdrawal.again'),
  ];
}
