import type { Response } from 'express';
import type { App } from '../../../app.ts';
import type { Account } from '../../../domain/commune.ts';
import type { Language } from '../../../domain/language.ts';
import { type LocalDate, localDateOf } from '../../../domain/local-date.ts';
import { inLanguage, type TextInLanguage } from '../../../domain/localized-text.ts';
import { NotFound } from '../../../domain/not-found.ts';
import { formatReference, parseReference } from '../../../domain/numbers/reference.ts';
import { type ErrorSummary, errorSummary, type FormShown } from '../../../web/form/fields.ts';
import type { FormAnswer } from '../../../web/form/form-answer.ts';
import type { SummaryList } from '../../../web/form/summary-list.ts';
import { shellOf } from '../../../web/page/locals.ts';
import type { Shell } from '../../../web/page/shell.ts';
import type { Tag } from '../../../web/page/tag.ts';
import { view } from '../../../web/page/view.ts';
import type { OwnPath } from '../../../web/pipeline/own-path.ts';
import {
  listFailedMailsOfSubmission,
  type MailDelivery,
} from '../../notifications/deliveries/mail-deliveries.repository.ts';
import { departmentContact } from '../../procedures/catalogue/procedure-contact.ts';
import { documentShown } from '../../procedures/fields/document.ts';
import type { DocumentLine } from '../../procedures/fields/widget.ts';
import { type InfectedNotice, infectedNotices } from '../attachments/scanning/infected-notice.ts';
import { findGuestCode } from '../claim/guest-codes.repository.ts';
import { answerList, stepRows } from '../draft/answers-in-words.ts';
import { findUsualDays } from '../figures/usual-days.ts';
import { filerOf } from '../filer/guard.ts';
import { isLate } from '../handling/overdue.ts';
import type { SubmissionEvent } from '../handling/submission-event.ts';
import { type IssuedBlock, issuedBlock } from '../issued/issued-block.ts';
import type { IssuedDocument } from '../issued/issued-document.ts';
import { listIssuedDocuments } from '../issued/issued-documents.repository.ts';
import type { SubmissionMessage } from '../messages/message.ts';
import { citizensMessages, type MessageBlock } from '../messages/message-block.ts';
import { listMessages } from '../messages/messages.repository.ts';
import { type Payment, paymentOf } from '../payment/payment.ts';
import { stillDue } from '../payment/still-due.ts';
import type { Submission } from '../submission.ts';
import { isOpen } from '../submission-status.ts';
import { type EventLine, eventLines } from './event-text.ts';
import { failedMailLines, inOrder } from './failed-mail-lines.ts';
import { type GuestNote, guestNote } from './guest-note.ts';
import { type OwnAct, ownActs } from './own-acts.ts';
import { getOwnSubmission, type ReadSubmission, type SubmissionApp } from './read-submission.ts';
import { listSubmissionEvents } from './submission-events.repository.ts';
import { overpaidFact, statusTag, submissionFacts, usualFact } from './submission-facts.ts';
import { completionPath, submissionPath } from './submission-path.ts';

export type SubmissionPage = {
  title: string;
  summary: ErrorSummary;
  /** Mon espace; null for somebody without an account. */
  back: string | null;
  name: TextInLanguage;
  status: Tag;
  /** What happens now, as a sentence. */
  next: string;
  facts: SummaryList;
  /** The documents that the commune issued; without any, the page has no such part. */
  issued: IssuedBlock;
  receipt: string;
  /** Null when nothing is to be paid now. */
  payment: Payment | null;
  steps: { id: string; heading: TextInLanguage; answers: SummaryList }[];
  /** All that are attached, each with its size and a link. */
  documents: DocumentLine[];
  declarations: TextInLanguage[];
  events: EventLine[];
  acts: OwnAct[];
  /** The page that answers a question of the commune; null when it asked none. */
  completion: OwnPath | null;
  /** The notices that name documents with a virus and say how to replace them. */
  infected: InfectedNotice[];
  /** True when the announced day has passed. */
  late: boolean;
  messages: MessageBlock;
  /** How to reach the department. */
  contact: SummaryList;
  /** The reference and the code that a guest has to keep; null for a citizen. */
  guest: GuestNote | null;
};
const submissionView = view<SubmissionPage>('submissions/follow-up/submission');

export type ShowingApp = SubmissionApp & Pick<App, 'clock' | 'commune' | 'config'>;

type Asked = { form: FormShown } & Omit<FormAnswer, 'errors'>;

/** Shows the submission that the address names, with the form to write to the commune. */
export async function showSubmission(app: ShowingApp, res: Response, { form, ...answer }: Asked): Promise<void> {
  const typed = String(res.req.params['reference']);
  const reference = parseReference(typed);
  if (reference === null) throw new NotFound();
  const filer = filerOf(res);
  const own = await getOwnSubmission(app, { reference, readerId: filer.id });
  const shell = shellOf(res);
  if (typed !== formatReference(reference)) return res.redirect(303, shell.at(submissionPath(reference)));
  const events = await listSubmissionEvents(app.db, own.submission.id);
  const messages = await listMessages(app.db, own.submission.id);
  const issued = await listIssuedDocuments(app.db, own.submission.id);
  const guest = filer.kind === 'guest';
  const failedMails = guest
    ? []
    : await listFailedMailsOfSubmission(app.db, { submissionId: own.submission.id, citizenId: filer.id });
  const claimCode = guest ? await findGuestCode(app.db, own.submission.id) : null;
  const today = localDateOf(app.clock.now());
  const usualDays = await findUsualDays(app.db, own.submission.slug, today);
  const resumed = res.locals.interruptedFields !== undefined;
  const reading = { shell, guest, account: app.commune.settings.account, form, today, resumed };
  const page = pageOf(own, { events, messages, issued, usualDays, failedMails, claimCode }, reading);
  submissionView.renderForm(res, page, { ...form, ...answer });
}

type Happened = {
  events: readonly SubmissionEvent[];
  messages: readonly SubmissionMessage[];
  issued: readonly IssuedDocument[];
  usualDays: number | null;
  /** The mails that did not reach the reader of the page. */
  failedMails: readonly MailDelivery[];
  claimCode: string | null;
};
type Reading = {
  shell: Shell;
  guest: boolean;
  account: Account;
  form: FormShown;
  today: LocalDate;
  resumed: boolean;
};

function pageOf(
  own: ReadSubmission,
  { events, messages, issued, usualDays, failedMails, claimCode }: Happened,
  { shell, guest, account, form, today, resumed }: Reading,
): SubmissionPage {
  const { submission } = own;
  const { t, at } = shell;
  const dueCents = stillDue(submission, events);
  return {
    title: t('submissions:submission.title', { reference: formatReference(submission.reference) }),
    summary: errorSummary(form, t),
    back: guest ? null : at('/my-space'),
    status: statusTag(submission.status, shell),
    next: t(`submissions:next.${submission.status}`),
    facts: {
      rows: [
        ...submissionFacts(own, shell),
        ...usualFact(submission, usualDays, shell),
        ...overpaidFact(dueCents, shell),
      ],
    },
    issued: issuedTo(submission, issued, shell),
    receipt: at(`${submissionPath(submission.reference)}/receipt.pdf`),
    payment: isOpen(submission.status) ? paymentOf({ ...submission, dueCents }, account, shell) : null,
    ...filedOf(own, shell),
    completion: submission.status === 'to-complete' ? at(completionPath(submission.reference)) : null,
    infected: infectedNotices({ ...own, messages, events }, shell),
    late: isLate(submission, today),
    acts: ownActs(submission, { guest, shell }),
    events: inOrder([...eventLines(events, { submission, reader: shell }), ...failedMailLines(failedMails, shell)]),
    messages: citizensMessages({ messages, read: own, form, shell, resumed }),
    contact: { rows: departmentContact(own.contact, shell) },
    guest: guest ? guestNote(claimCode, t) : null,
  };
}

type Filed = Pick<SubmissionPage, 'name' | 'steps' | 'documents' | 'declarations'>;

/** Returns what was filed: the answers, the documents and the declarations. */
function filedOf(own: ReadSubmission, { t, language }: Shell): Filed {
  return {
    name: inLanguage(own.definition.name, language),
    steps: own.steps.map(({ step }) => ({
      id: `step-${step.id}`,
      heading: inLanguage(step.title, language),
      answers: answerList(stepRows(own, step, { t, language })),
    })),
    documents: own.attachments
      .flatMap(({ id }) => documentShown(id, { t, language, documents: own.documents }))
      .map((document) => ({ document, copyText: t('procedures:document.copy') })),
    declarations: declarationsOf(own, language),
  };
}

function declarationsOf({ submission, definition }: ReadSubmission, language: Language): TextInLanguage[] {
  const declared = definition.declarations.filter(({ id }) => submission.declared.includes(id));
  return declared.map(({ text }) => inLanguage(text, language));
}

function issuedTo({ reference }: Submission, issued: readonly IssuedDocument[], shell: Shell): IssuedBlock {
  return issuedBlock({ issued, under: submissionPath(reference), text: shell.t('submissions:issued.text'), shell });
}
