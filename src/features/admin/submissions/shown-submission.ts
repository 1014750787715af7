import type { Response } from 'express';
import type { App } from '../../../app.ts';
import { inLanguage, type TextInLanguage } from '../../../domain/localized-text.ts';
import { formatReference } from '../../../domain/numbers/reference.ts';
import { type ErrorSummary, errorSummary, type FormShown } from '../../../web/form/fields.ts';
import type { FormAnswer } from '../../../web/form/form-answer.ts';
import type { SummaryList } from '../../../web/form/summary-list.ts';
import { formatDate } from '../../../web/page/format.ts';
import { shellOf } from '../../../web/page/locals.ts';
import type { Tag } from '../../../web/page/tag.ts';
import { view } from '../../../web/page/view.ts';
import { allowOwnFrames } from '../../../web/pipeline/headers.ts';
import type { OwnPath } from '../../../web/pipeline/own-path.ts';
import { staffActor } from '../../staff/signed-in-staff.ts';
import {
  type InfectedNotice,
  infectedNoticesForStaff,
} from '../../submissions/attachments/scanning/infected-notice.ts';
import { answerList, stepRows } from '../../submissions/draft/answers-in-words.ts';
import { failedMailLines, inOrder } from '../../submissions/follow-up/failed-mail-lines.ts';
import type { SubmissionApp } from '../../submissions/follow-up/read-submission.ts';
import { referenceAsked } from '../../submissions/follow-up/reference-asked.ts';
import { statusTag } from '../../submissions/follow-up/submission-facts.ts';
import { type IssuedBlock, issuedBlock } from '../../submissions/issued/issued-block.ts';
import { type MessageBlock, staffsMessages } from '../../submissions/messages/message-block.ts';
import { stillDue } from '../../submissions/payment/still-due.ts';
import { type ActLink, actLinks } from './act-links.ts';
import { readySentences } from './messages/ready-sentences.ts';
import { keptNumbers } from './national-numbers/kept-numbers.ts';
import { type NoteBlock, noteBlock } from './notes/note-block.ts';
import { type OpenedSubmission, openSubmission } from './open-submission.ts';
import { type ChangedAnswers, changedAnswers } from './overview/changed-answers.ts';
import { colleagueHere } from './overview/colleague-here.ts';
import { type CorrectionsAsked, correctionsAsked } from './overview/corrections-asked.ts';
import { type Overview, readOverview } from './overview/read-overview.ts';
import { type DocumentInPlace, type StaffDocument, staffDocuments } from './overview/shown-documents.ts';
import { type StaffFact, staffFacts } from './overview/staff-facts.ts';
import { type Shortcuts, shortcutsOf } from './shortcuts.ts';
import { type StaffEventLine, staffEventLines } from './staff-event-text.ts';
import { staffSubmissionPath } from './staff-submission-path.ts';
import { listKept, submissionAddress } from './submission-address.ts';

export type StaffSubmissionPage = {
  title: string;
  summary: ErrorSummary;
  /** The address of the list that led here. */
  back: string;
  reference: string;
  here: OwnPath;
  name: TextInLanguage;
  status: Tag;
  /** The colleague who opened the submission a moment ago; null for none. */
  colleague: string | null;
  version: number;
  facts: StaffFact[];
  acts: ActLink[];
  shortcuts: Shortcuts;
  issued: IssuedBlock;
  receipt: OwnPath;
  /** The notices of documents that hold a virus. */
  infected: InfectedNotice[];
  corrections: CorrectionsAsked | null;
  changes: ChangedAnswers[];
  /** The address at which the national numbers are read; null when the answers hold none. */
  numbers: OwnPath | null;
  steps: { id: string; heading: TextInLanguage; answers: SummaryList }[];
  documents: { list: StaffDocument[]; shown: DocumentInPlace | null };
  earlier: { href: OwnPath; text: string; status: Tag }[];
  messages: MessageBlock;
  notes: NoteBlock;
  events: StaffEventLine[];
};
const submissionView = view<StaffSubmissionPage>('admin/submissions/submission');

export type StaffShowingApp = SubmissionApp & Pick<App, 'texts' | 'clock'>;
/** The forms that the page shows again; a missing one is shown empty. */
type Forms = { message?: FormShown; note?: FormShown } & Omit<FormAnswer, 'errors'>;
const EMPTY: FormShown = { values: {}, errors: [] };

/** Shows the submission that the address names, with the forms to write to the citizen and to colleagues. */
export async function showSubmission(
  app: StaffShowingApp,
  res: Response,
  { message = EMPTY, note = EMPTY, ...answer }: Forms = {},
): Promise<void> {
  const by = staffActor(res);
  const opened = await openSubmission(app, { reference: referenceAsked(res.req.params['reference']), by });
  const overview = await readOverview(app, opened.submission, by.id);
  const errors = [...message.errors, ...note.errors.map((error) => ({ ...error, field: 'note' }))];
  const read = { opened, overview };
  const page: StaffSubmissionPage = {
    summary: errorSummary({ errors }, shellOf(res).t),
    ...headOf(app, res, read),
    ...bodyOf(app, res, read),
    ...writtenOf(app, res, { ...read, message, note }),
  };
  if (page.documents.shown?.look === 'frame') allowOwnFrames(res);
  submissionView.renderForm(res, page, { errors, ...answer });
}

type Read = { opened: OpenedSubmission; overview: Overview };

function headOf(app: StaffShowingApp, res: Response, { opened, overview: { around, issued, earlier } }: Read) {
  const shell = shellOf(res);
  const { t, at, language } = shell;
  const { submission, definition } = opened;
  const staffId = staffActor(res).id;
  const here = staffSubmissionPath(submission.reference);
  const address = submissionAddress(res, submission.reference);
  return {
    title: t('admin:submission.title', { reference: formatReference(submission.reference) }),
    back: `${at('/admin/submissions')}${listKept(res)}`,
    reference: formatReference(submission.reference),
    here: address(),
    name: inLanguage(definition.name, language),
    status: statusTag(submission.status, shell),
    colleague: colleagueHere(opened.events, { staffId, now: app.clock.now(), t }),
    version: submission.revision,
    facts: staffFacts({ opened, around, shell }),
    shortcuts: shortcutsOf('submission', shell),
    acts: actLinks(submission, { staffId, dueCents: stillDue(submission, opened.events), definition, address, shell }),
    issued: issuedBlock({ issued, under: here, text: t('admin:issue.list'), shell }),
    receipt: at(`${here}/receipt.pdf`),
    earlier: earlier.map(({ reference, status, filedAt }) => ({
      href: submissionAddress(res, reference)(),
      text: `${formatReference(reference)}, ${formatDate(filedAt, language)}`,
      status: statusTag(status, shell),
    })),
  };
}

function bodyOf(app: StaffShowingApp, res: Response, { opened, overview }: Read) {
  const shell = shellOf(res);
  const { t, language } = shell;
  const address = submissionAddress(res, opened.submission.reference);
  return {
    infected: infectedNoticesForStaff({ ...opened, messages: overview.messages }, shell),
    corrections: correctionsAsked(opened, shell),
    changes: changedAnswers(app, opened, shell),
    numbers: keptNumbers(opened.steps, language).length === 0 ? null : address('national-numbers'),
    steps: opened.steps.map(({ step }) => ({
      id: `step-${step.id}`,
      heading: inLanguage(step.title, language),
      answers: answerList(stepRows(opened, step, { t, language })),
    })),
    documents: staffDocuments(opened, { asked: res.req.query['document'], address, shell }),
  };
}

type Written = Read & { message: FormShown; note: FormShown };

function writtenOf(app: StaffShowingApp, res: Response, { opened, overview, message, note }: Written) {
  const shell = shellOf(res);
  const { submission, events } = opened;
  const { messages, notes, failedMails } = overview;
  const address = submissionAddress(res, submission.reference);
  const ready = readySentences(app.texts, { submission, form: message, shell });
  return {
    messages: staffsMessages({ messages, read: opened, form: message, action: address('messages'), ready, shell }),
    notes: noteBlock({ notes, action: address('notes'), form: note, shell }),
    events: inOrder([
      ...staffEventLines(events, { submission, reader: shell }),
      ...failedMailLines(failedMails, shell).map((line) => ({ ...line, by: null })),
    ]),
  };
}
