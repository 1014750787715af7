import type { Response } from 'express';
import type { App } from '../../../app.ts';
import { inLanguage, type TextInLanguage } from '../../../domain/localized-text.ts';
import { formatReference } from '../../../domain/numbers/reference.ts';
import { type ErrorSummary, errorSummary, type FormShown } from '../../../web/form/fields.ts';
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
import { type MessageBlock, staffsMessages } from '../../submissions/messages/message-block.ts';
import { listMessages } from '../../submissions/messages/messages.repository.ts';
import { type ActLink, actLinks } from './act-links.ts';
import { readySentences } from './messages/ready-sentences.ts';
import { type NoteBlock, noteBlock } from './notes/note-block.ts';
import { listNotes } from './notes/notes.repository.ts';
import { openSubmission } from './open-submission.ts';
import { referenceAsked } from './reference-asked.ts';
import { type StaffEventLine, staffEventLines } from './staff-event-text.ts';
import { staffSubmissionPath } from './staff-submission-path.ts';

export type StaffSubmissionPage = {
  title: string;
  summary: ErrorSummary;
  back: OwnPath;
  reference: string;
  name: TextInLanguage;
  status: StatusTag;
  version: number;
  facts: SubmissionFact[];
  acts: ActLink[];
  receipt: OwnPath;
  steps: { id: string; heading: TextInLanguage; rows: (AnswerRow & { change: null })[] }[];
  messages: MessageBlock;
  notes: NoteBlock;
  events: StaffEventLine[];
};
const submissionView = view<StaffSubmissionPage>('admin/submissions/submission');

export type StaffShowingApp = SubmissionApp & Pick<App, 'texts'>;

/** The forms that the page shows again; those that are missing are empty. */
type Forms = { message?: FormShown; note?: FormShown; status?: number };
const EMPTY: FormShown = { values: {}, errors: [] };

/** Shows the submission that the address names, with the forms to write to the citizen and to colleagues. */
export async function showSubmission(
  app: StaffShowingApp,
  res: Response,
  { message: form = EMPTY, note = EMPTY, status }: Forms = {},
): Promise<void> {
  const { shell } = res.locals;
  const { t, at, language } = shell;
  const by = staffActor(res);
  const reference = referenceAsked(res.req.params['reference']);
  const opened = await openSubmission(app, { reference, by });
  const { submission, definition, steps } = opened;
  const errors = [...form.errors, ...note.errors.map((error) => ({ ...error, field: 'note' }))];
  const page: StaffSubmissionPage = {
    title: t('admin:submission.title', { reference: formatReference(submission.reference) }),
    summary: errorSummary({ errors }, t),
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
    messages: staffsMessages({
      messages: await listMessages(app.db, submission.id),
      read: opened,
      form,
      action: at(`${staffSubmissionPath(submission.reference)}/messages`),
      ready: readySentences(app.texts, { submission, form, shell }),
      shell,
    }),
    notes: noteBlock({ notes: await listNotes(app.db, submission.id), reference, form: note, shell }),
    events: staffEventLines(opened.events, { submission, reader: shell }),
  };
  submissionView.render(res, page, status ?? (errors.length > 0 ? 422 : 200));
}
