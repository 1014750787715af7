import { randomUUID } from 'node:crypto';
import { fullName } from '../../../domain/person-name.ts';
import {
  errorOf,
  type FileField,
  type FormShown,
  fileField,
  type SelectField,
  type TextArea,
} from '../../../web/form/fields.ts';
import { formatDateTime, formatNumber } from '../../../web/page/format.ts';
import type { Shell } from '../../../web/page/shell.ts';
import type { OwnPath } from '../../../web/pipeline/own-path.ts';
import { departmentName } from '../../procedures/definition/departments.ts';
import {
  documentExtensions,
  documentShown,
  documentTypesInWords,
  mostDocuments,
} from '../../procedures/fields/document.ts';
import type { DocumentLine } from '../../procedures/fields/widget.ts';
import type { ReadSubmission } from '../follow-up/read-submission.ts';
import { filerName } from '../follow-up/submission-facts.ts';
import { submissionPath } from '../follow-up/submission-path.ts';
import type { Writer } from '../handling/submission-actor.ts';
import type { SubmissionMessage } from './message.ts';
import { DOCUMENTS, DOCUMENTS_ID, MESSAGE_DOCUMENTS } from './message-documents.ts';
import { MESSAGE_MAX } from './message-form.ts';

/** `mine` is on the side of whoever reads: what one wrote oneself, or a colleague. */
export type MessageLine = {
  id: string;
  from: string;
  mine: boolean;
  when: string;
  text: string;
  documents: DocumentLine[];
};
/** The model of views/partials/submission/messages.ejs: what was written to each other, and the form to write. */
export type MessageBlock = {
  title: string;
  /** Says who reads the messages. */
  told: string;
  /** Said in place of the messages while there is none. */
  none: string;
  lines: MessageLine[];
  action: OwnPath;
  /** The id of the message that the form will send. */
  formToken: string;
  /** The sentences to choose from, in place of writing; null where there are none. */
  ready: ReadySentences | null;
  field: TextArea;
  documents: FileField;
  submit: string;
};
/** The model of views/partials/submission/ready-sentences.ejs: each is shown, as choosing it fills in nothing. */
export type ReadySentences = {
  field: SelectField;
  read: string;
  sentences: readonly { name: string; text: string; lang: string }[];
};

type Shown = {
  messages: readonly SubmissionMessage[];
  read: ReadSubmission;
  form: FormShown;
  /** True when the words come back after the session had ended, without the files. */
  resumed?: boolean;
  shell: Pick<Shell, 't' | 'at' | 'language'>;
};

/** The messages as the citizen reads them: the staff are named by their department. */
export function citizensMessages(shown: Shown): MessageBlock {
  const { t, at, language } = shown.shell;
  const department = departmentName(shown.read.submission.department, language).text;
  return {
    ...messageBlock(shown),
    action: at(`${submissionPath(shown.read.submission.reference)}/messages`),
    told: t('submissions:messages.told', { department }),
    none: t('submissions:messages.none'),
    lines: shown.messages.map((message) => {
      const { by } = message;
      const from =
        by.kind === 'staff'
          ? t('submissions:messages.department', { department })
          : writerOf(by, shown, t('submissions:guest.name'));
      return { ...lineOf(message, shown), from, mine: by.kind !== 'staff' };
    }),
  };
}

type ShownToStaff = Shown & Pick<MessageBlock, 'action' | 'ready'>;

/** The messages as the staff read them: everybody has a name. */
export function staffsMessages(shown: ShownToStaff): MessageBlock {
  const { t } = shown.shell;
  return {
    ...messageBlock(shown),
    told: t(
      shown.read.submission.citizenId === null
        ? 'submissions:messages.staff.toldGuest'
        : 'submissions:messages.staff.told',
    ),
    none: t('submissions:messages.none'),
    action: shown.action,
    ready: shown.ready,
    lines: shown.messages.map((message) => {
      const { by } = message;
      const from = by.kind === 'staff' ? fullName(by.name) : writerOf(by, shown, t('submissions:desk.name'));
      return { ...lineOf(message, shown), from, mine: by.kind === 'staff' };
    }),
  };
}

function messageBlock({ form, shell, resumed = false }: Shown) {
  const { t, language } = shell;
  const lost = resumed ? [t('submissions:documents.lost')] : [];
  const kinds = documentTypesInWords(MESSAGE_DOCUMENTS);
  const accepted = t('procedures:document.accepted', { kinds, count: mostDocuments(MESSAGE_DOCUMENTS) });
  return {
    title: t('submissions:messages.title'),
    formToken: form.values['formToken'] || randomUUID(),
    ready: null,
    field: {
      name: 'text',
      label: t('submissions:messages.text'),
      hint: t('submissions:messages.hint', { max: formatNumber(MESSAGE_MAX, language) }),
      value: form.values['text'] ?? '',
      error: errorOf(form, 'text'),
    },
    documents: fileField(form, {
      id: DOCUMENTS_ID,
      name: DOCUMENTS,
      label: t('submissions:messages.documents'),
      hint: [...lost, accepted].join(' '),
      accept: documentExtensions(MESSAGE_DOCUMENTS),
      several: true,
    }),
    submit: t('submissions:messages.submit'),
  };
}

function lineOf({ id, sentAt, text }: SubmissionMessage, { read, shell }: Shown) {
  const { t, language } = shell;
  const documents = read.attachments
    .filter(({ messageId }) => messageId === id)
    .flatMap((one) => documentShown(one.id, { t, language, documents: read.documents }))
    .map((document) => ({ document, copyText: t('procedures:document.copy') }));
  return { id: `message-${id}`, when: formatDateTime(sentAt, language), text, documents };
}

/** Names a writer as today. Once the account is closed, the filer has the name of that day, anybody else none. */
function writerOf(by: Exclude<Writer, { kind: 'staff' }>, { read, shell }: Shown, nameless: string): string {
  if (by.kind === 'citizen') {
    if (by.name !== null) return fullName(by.name);
    if (by.id !== read.submission.citizenId) return shell.t('submissions:messages.formerMember');
  }
  return filerName(read.submission) ?? nameless;
}
