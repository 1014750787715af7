import { formatDateTime } from '../../../../web/page/format.ts';
import type { Shell } from '../../../../web/page/shell.ts';
import type { OwnPath } from '../../../../web/pipeline/own-path.ts';
import { askableFields } from '../../../submissions/amendment/askable-fields.ts';
import { waitingCorrections } from '../../../submissions/correction/waiting-corrections.ts';
import { eventLine } from '../../../submissions/follow-up/event-text.ts';
import { mayBecome } from '../../../submissions/submission-status.ts';
import type { OpenedSubmission } from '../open-submission.ts';
import { staffSubmissionPath } from '../staff-submission-path.ts';

/** The model of views/partials/submission/corrections-asked.ejs: what citizens would have changed and nobody answered. */
export type CorrectionsAsked = {
  title: string;
  told: string;
  asked: readonly { text: string; when: string; words: string; fields: string }[];
  /** The link to the form that asks the citizen for these fields again; null when the status does not allow it. */
  answer: { href: OwnPath; text: string } | null;
};

/** Returns null when no correction waits for an answer. */
export function correctionsAsked(opened: OpenedSubmission, { t, at, language }: Shell): CorrectionsAsked | null {
  const { submission, events } = opened;
  const waiting = waitingCorrections(events);
  if (waiting.length === 0) return null;
  const labels = new Map(askableFields(opened, { t, language }).map(({ id, label }) => [id, label]));
  const here = staffSubmissionPath(submission.reference);
  const mayAsk = mayBecome(submission.status, { status: 'to-complete', by: 'staff' });
  return {
    title: t('admin:correction.title'),
    told: t('admin:correction.told'),
    asked: waiting.map(({ content, by, happenedAt }) => ({
      text: eventLine({ content, by }, { submission, reader: { t, language }, forStaff: true }).text,
      when: formatDateTime(happenedAt, language),
      words: content.detail.text,
      fields: content.detail.fields.map((id) => labels.get(id) ?? id).join(', '),
    })),
    answer: mayAsk ? { href: at(`${here}/completion-request`), text: t('admin:completion.open') } : null,
  };
}
