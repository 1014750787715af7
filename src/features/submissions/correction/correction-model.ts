import { type ErrorSummary, errorSummary } from '../../../web/form/fields.ts';
import type { Shell } from '../../../web/page/shell.ts';
import type { OwnPath } from '../../../web/pipeline/own-path.ts';
import { amendmentSummary } from '../amendment/amendment-form.ts';
import type { AmendmentShown } from '../amendment/amendment-handlers.ts';
import type { OpenAmendment } from '../amendment/open-amendment.ts';
import type { Filer } from '../filer/filer.ts';
import { type OwnHead, ownHead } from '../follow-up/own-head.ts';
import { submissionPath } from '../follow-up/submission-path.ts';
import { type CorrectionRequest, correctionRequest, type RequestForm, typedAsRequest } from './correction-request.ts';
import { correctionState } from './correction-state.ts';
import { type FreeApp, type FreeCorrection, freeCorrection } from './free-correction.ts';

/** Why nothing can be corrected, what else there is, and what was typed. */
type ClosedCorrection = { text: string; back: OwnPath; contact: OwnPath; typed: string };
export type CorrectionPage = {
  title: string;
  head: OwnHead;
  summary: ErrorSummary;
  /** Why nothing was written; null elsewhere. */
  late: string | null;
  free: FreeCorrection | null;
  request: CorrectionRequest | null;
  closed: ClosedCorrection | null;
};
type For = { filer: Filer; shell: Shell };

/** Returns the model of the page: the form or, once the staff took the request, what became of it. */
export function correctionModel(app: FreeApp, shown: AmendmentShown, { filer, shell }: For): CorrectionPage {
  const { own, reading, problems, late, typed } = shown;
  const state = correctionState(own.submission);
  const form: RequestForm = typed ? typedAsRequest(own, reading, shell) : NO_REQUEST;
  const told = late !== null && state === 'request' ? 'taken' : late;
  if (state !== 'free') return requestModel(own, { form, late: told }, shell);
  return {
    ...headOf(own, shell),
    title: shell.t('submissions:correction.title'),
    summary: amendmentSummary(problems, shell),
    late: told === null ? null : lateText(told, shell),
    free: freeCorrection(app, shown, { filer, shell }),
    request: null,
    closed: null,
  };
}

const NO_REQUEST: RequestForm = { values: { text: '' }, lists: { fields: [] }, errors: [] };

type LateReason = 'changed' | 'refused' | 'taken';
type Asked = { form: RequestForm; late: LateReason | null };

/** Returns the model of the page that asks the commune for a correction, or that says it is too late for that too. */
export function requestModel(own: OpenAmendment, { form, late }: Asked, shell: Shell): CorrectionPage {
  const { t, at } = shell;
  const asks = correctionState(own.submission) === 'request';
  const back = at(submissionPath(own.submission.reference));
  const cancel = { href: back, text: t('submissions:act.back') };
  const { status } = own.submission;
  const text = t('submissions:correction.closed', { status: t(`submissions:status.${status}`) });
  return {
    ...headOf(own, shell),
    title: t(asks ? 'submissions:correction.request.title' : 'submissions:correction.title'),
    summary: errorSummary(form, t),
    late: late === null ? null : lateText(late, shell),
    free: null,
    request: asks ? { ...correctionRequest(own, form, shell), cancel } : null,
    closed: asks ? null : { text, back, contact: at('/contact'), typed: form.values.text },
  };
}

const headOf = (own: OpenAmendment, shell: Shell) => ({ head: ownHead(own, shell) });

function lateText(late: LateReason, { t }: Shell): string {
  return t(late === 'taken' ? 'submissions:correction.taken' : `submissions:act.${late}`);
}
