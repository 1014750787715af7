import type { App } from '../../../../app.ts';
import { inLanguage } from '../../../../domain/localized-text.ts';
import { formatReference } from '../../../../domain/numbers/reference.ts';
import type { Reader } from '../../../procedures/fields/field-kind.ts';
import { stepRows } from '../../../submissions/draft/answers-in-words.ts';
import { unsealAnswers } from '../../../submissions/draft/sealed-answers.ts';
import type { SubmissionEvent } from '../../../submissions/handling/submission-event.ts';
import type { SubmissionMessage } from '../../../submissions/messages/message.ts';
import type { PackedDocument } from './packed-documents.ts';
import type { ToPack } from './read-to-pack.ts';

type Sealed = Pick<App, 'sealing'>;

/**
 * All that a request holds, for programs: answers with their national numbers, as a file of the archives is kept whole, and
 * in the words that were read; what happened, and what was written about it.
 */
export function requestRecord(
  app: Sealed,
  { read, events, messages, notes }: ToPack,
  { documents, reader }: { documents: readonly PackedDocument[]; reader: Reader },
): object {
  const { submission, definition } = read;
  const { id, citizenId: _citizen, assigneeId: _assignee, reference, ...filed } = submission;
  return {
    format: 1,
    reference: formatReference(reference),
    name: definition.name,
    ...filed,
    declarations: definition.declarations.filter((one) => filed.declared.includes(one.id)).map(({ text }) => text),
    inWords: inWords(read, reader),
    events: events.map((event) => eventRecord(app, event, id)),
    messages: messages.map(messageRecord),
    notes: notes.map(({ writtenAt, firstName, lastName, text }) => ({ writtenAt, by: { firstName, lastName }, text })),
    documents: documents.map(({ content: _content, ...document }) => document),
  };
}

function inWords(read: ToPack['read'], reader: Reader): object[] {
  return read.steps.map(({ step }) => ({
    step: inLanguage(step.title, reader.language).text,
    answers: stepRows(read, step, reader).map(({ label, lines }) => ({ question: label.text, answer: lines })),
  }));
}

function eventRecord(app: Sealed, event: SubmissionEvent, of: string): object {
  const { name, detail } = event.content;
  const before = 'before' in detail ? { before: unsealAnswers(app.sealing, { of, answers: detail.before }) } : {};
  return { name, happenedAt: event.happenedAt, by: writerOf(event), ...detail, ...before };
}

function messageRecord(message: SubmissionMessage): object {
  const { id, sentAt, text } = message;
  return { id, sentAt, by: writerOf(message), text };
}

/** As named today; null for the portal and for somebody without an account. */
function writerOf(by: Omit<SubmissionMessage, 'id' | 'sentAt' | 'text'>): object | null {
  if (by.staffMemberId !== null) return { commune: true, firstName: by.staffFirstName, lastName: by.staffLastName };
  return by.citizenId === null ? null : { commune: false, firstName: by.firstName, lastName: by.lastName };
}
