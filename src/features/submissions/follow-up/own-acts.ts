import type { Shell } from '../../../web/page/shell.ts';
import type { OwnPath } from '../../../web/pipeline/own-path.ts';
import { correctionState } from '../correction/correction-state.ts';
import type { Submission } from '../submission.ts';
import { mayBecome } from '../submission-status.ts';
import { submissionPath } from './submission-path.ts';

/** Something that citizens may do with their request: a link to a page that asks first or, with `atOnce`, a button. */
export type OwnAct = { href: OwnPath; text: string; atOnce: boolean };
type Looking = { guest: boolean; shell: Pick<Shell, 't' | 'at'> };

export function ownActs(submission: Submission, { guest, shell: { t, at } }: Looking): OwnAct[] {
  const { reference, status } = submission;
  const here = submissionPath(reference);
  const state = correctionState(submission);
  const words = t(state === 'free' ? 'submissions:correction.title' : 'submissions:correction.request.title');
  const correction = { href: at(`${here}/correction`), text: words, atOnce: false };
  const withdrawal = { href: at(`${here}/withdrawal`), text: t('submissions:withdrawal.open'), atOnce: false };
  const copy = { href: at(`${here}/copy`), text: t('submissions:copy.submit'), atOnce: true };
  return [
    ...(state === 'closed' ? [] : [correction]),
    // Somebody without an account begins a démarche from its own page, with a captcha.
    ...(guest ? [] : [copy]),
    ...(mayBecome(status, { status: 'withdrawn', by: 'citizen' }) ? [withdrawal] : []),
  ];
}
