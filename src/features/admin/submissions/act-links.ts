import type { Shell } from '../../../web/page/shell.ts';
import type { OwnPath } from '../../../web/pipeline/own-path.ts';
import type { HandledDefinition } from '../../procedures/definition/definition.ts';
import { mayBeIssued } from '../../submissions/issued/issue-attachment.ts';
import type { Submission } from '../../submissions/submission.ts';
import { mayBecome, mayBeReopened, type SubmissionStatus } from '../../submissions/submission-status.ts';
import { waitsForFile } from './acts/complete-file.ts';
import { mayBePaid } from './acts/payment.ts';
import type { SubmissionAddress } from './submission-address.ts';

/** A button of the page of a submission: it does the act at once with `fields`, or opens the page of its form. */
export type ActLink = { href: OwnPath; text: string; atOnce: { name: string; value: string } | null };

type Looking = {
  staffId: string;
  /** The part of the fee that is still due, in cents; null while the fee is unknown. */
  dueCents: number | null;
  /** The definition of the form that was filed. */
  definition: HandledDefinition;
  address: SubmissionAddress;
  shell: Pick<Shell, 't'>;
};

/** Returns the acts that this reader may do now, the next step first. */
export function actLinks(
  submission: Submission,
  { staffId, dueCents, definition, address, shell }: Looking,
): ActLink[] {
  const { status, assigneeId } = submission;
  const { t } = shell;
  const link = (act: string, text: string, atOnce: ActLink['atOnce'] = null): ActLink[] => [
    { href: address(act), text, atOnce },
  ];
  const may = (to: SubmissionStatus) => mayBecome(status, { status: to, by: 'staff' });
  const takes = assigneeId === null || (may('in-progress') && assigneeId !== staffId);
  return [
    ...(takes ? link('assignment', t('admin:assignment.take'), { name: 'assignee', value: 'me' }) : []),
    ...(may('accepted') ? link('decision', t('admin:decision.open')) : []),
    ...(mayBeIssued(submission) ? link('documents', t('admin:issue.open')) : []),
    ...(may('to-complete') ? link('completion-request', t('admin:completion.open')) : []),
    ...(waitsForFile(submission, definition) ? link('complete-file', t('admin:completeFile.open')) : []),
    ...(mayBePaid(submission) && (dueCents === null || dueCents > 0) ? link('payment', t('admin:payment.open')) : []),
    ...link('assignment', t('admin:assignment.give')),
    ...(mayBeReopened(status) ? link('reopening', t('admin:reopening.open')) : []),
    ...(may('closed') ? link('closing', t('admin:closing.open')) : []),
  ];
}
