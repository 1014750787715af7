import type { App } from '../../../../app.ts';
import { inLanguage } from '../../../../domain/localized-text.ts';
import { formatReference } from '../../../../domain/numbers/reference.ts';
import type { Reader } from '../../../procedures/fields/field-kind.ts';
import { stepRows } from '../../../submissions/draft/answers-in-words.ts';
import { unsealAnswers } from '../../../submissions/draft/sealed-answers.ts';
import type { EventActor } from '../../../submissions/handling/submission-actor.ts';
import type { SubmissionEvent } from '../../../submissions/handling/submission-event.ts';
import type { SubmissionMessage } from '../../../submissions/messages/message.ts';
import type { PackedDocument } from './packed-documents.ts';
import type { ToPack } from './read-to-pack.ts';

type Sealed = Pick<App, 'sealing'>;

/**
 * Returns the whole content of a request for programs: the answers, with national numbers in clear as the archives keep
 * files whole, also in the words that were read; the events, messages and notes.
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
  return { name, happenedAt: event.happenedAt, by: writerOf(event.by), ...detail, ...before };
}

function messageRecord(message: SubmissionMessage): object {
  const { id, sentAt, text, by } = message;
  return { id, sentAt, by: writerOf(by), text };
}

/**
 * Returns the writer under their present name. Format 1 gives null for the portal and for somebody without an account.
 */
function writerOf(by: EventActor): object | null {
  if (by.kind === 'guest' || by.kind === 'portal') return null;
  const { firstName, lastName } = by.name ?? { firstName: null, lastName: null };
  return { commune: by.kind === 'staff', firstName, lastName };
}
