import type { Request, Response } from 'express';
import { inLanguage, type TextInLanguage } from '../../../domain/localized-text.ts';
import { formatReference } from '../../../domain/numbers/reference.ts';
import { view } from '../../../web/page/view.ts';
import type { OwnPath } from '../../../web/pipeline/own-path.ts';
import { staffActor } from '../../staff/signed-in-staff.ts';
import { type AnswerRow, stepRows } from '../../submissions/draft/answers-in-words.ts';
import type { SubmissionApp } from '../../submissions/follow-up/read-submission.ts';
import {
  type StatusTag,
  type SubmissionFact,
  statusTag,
  submissionFacts,
} from '../../submissions/follow-up/submission-facts.ts';
import { type ActLink, actLinks } from './act-links.ts';
import { openSubmission } from './open-submission.ts';
import { referenceAsked } from './reference-asked.ts';
import { type StaffEventLine, staffEventLines } from './staff-event-text.ts';
import { staffSubmissionPath } from './staff-submission-path.ts';

export type StaffSubmissionPage = {
  title: string;
  back: OwnPath;
  reference: string;
  name: TextInLanguage;
  status: StatusTag;
  version: number;
  facts: SubmissionFact[];
  acts: ActLink[];
  receipt: OwnPath;
  steps: { id: string; heading: TextInLanguage; rows: (AnswerRow & { change: null })[] }[];
  events: StaffEventLine[];
};
const submissionView = view<StaffSubmissionPage>('admin/submissions/submission');

/** All that an agent needs to handle a submission. Each display is an opening, which the citizen can read. */
export const submissionPage = (app: SubmissionApp) => ({
  async get(req: Request, res: Response): Promise<void> {
    const { shell } = res.locals;
    const { t, at, language } = shell;
    const by = staffActor(res);
    const opened = await openSubmission(app, { reference: referenceAsked(req.params['reference']), by });
    const { submission, definition, steps } = opened;
    submissionView.render(res, {
      title: t('admin:submission.title', { reference: formatReference(submission.reference) }),
      back: at('/admin/submissions'),
      reference: formatReference(submission.reference),
      name: inLanguage(definition.name, language),
      status: statusTag(submission.status, shell),
      version: submission.revision,
      facts: submissionFacts(opened, shell),
      receipt: at(`${staffSubmissionPath(submission.reference)}/receipt.pdf`),
      acts: actLinks(submission, { staffId: by.id, shell }),
      steps: steps.map(({ step }) => ({
        id: `step-${step.id}`,
        heading: inLanguage(step.title, language),
        rows: stepRows(opened, step, { t, language }).map((row) => ({ ...row, change: null })),
      })),
      events: staffEventLines(opened.events, { submission, reader: shell }),
    });
  },
});
