import { fullName } from '../../../domain/person-name.ts';
import { formatDateTime, formatEuros } from '../../../web/page/format.ts';
import type { Shell } from '../../../web/page/shell.ts';
import { departmentName } from '../../procedures/definition/departments.ts';
import type { SubmissionEvent } from '../handling/submission-event.ts';
import type { Submission } from '../submission.ts';
import { filerName } from './submission-facts.ts';

/** A line of the timeline. `words` is what the commune wrote to the citizen, such as the reason of a refusal. */
export type EventLine = { at: Date; when: string; text: string; words: string | null };
type Reader = Pick<Shell, 't' | 'language'>;
/** `forStaff` where colleagues read it, for whom a guest is not « you ». */
type Of = { submission: Submission; reader: Reader; forStaff?: true };

/** The timeline as the citizen reads it: staff are named by their department. What only moves work about is left out. */
export function eventLines(events: readonly SubmissionEvent[], of: Of): EventLine[] {
  return events.flatMap((event) => {
    const line = eventLine(event, of);
    return line === null
      ? []
      : [{ ...line, at: event.happenedAt, when: formatDateTime(event.happenedAt, of.reader.language) }];
  });
}

/** Null for what only moves work about among the staff. */
export function eventLine(event: SubmissionEvent, of: Of): Omit<EventLine, 'at' | 'when'> | null {
  const { content } = event;
  const { t, language } = of.reader;
  const department = departmentName(of.submission.department, language).text;
  const person = personOf(event, of);
  const told = (text: string, words: string | null = null) => ({ text, words });
  switch (content.name) {
    case 'assigned':
    case 'given-back':
      return null;
    case 'filed':
      return told(
        t(`submissions:event.${event.staffMemberId === null ? 'filed' : 'filed-for'}`, { person, department }),
      );
    case 'completed':
    case 'corrected':
      return told(amendedText(content, person, of.reader));
    case 'correction-requested':
      return told(t('submissions:event.correction-requested', { person }), content.detail.text);
    case 'completion-requested':
      return told(t('submissions:event.completion-requested', { department }), content.detail.text);
    case 'withdrawn':
    case 'accepted':
    case 'refused':
    case 'closed':
    case 'reopened':
      return told(t(`submissions:event.${content.name}`, { person, department }), content.detail.reason);
    case 'document-issued':
      return told(t('submissions:event.document-issued', { department, document: content.detail.name }));
    case 'document-infected':
      return told(t('submissions:event.document-infected', content.detail));
    case 'message-sent':
      return told(t(messageKey(event), { person, department }));
    case 'payment-received':
      return told(paidText(content.detail.amountCents, of.reader));
    default:
      return told(t(`submissions:event.${content.name}`, { person, department }));
  }
}

function paidText(cents: number, { t, language }: Reader): string {
  return t('submissions:event.payment-received', { amount: formatEuros(cents / 100, language) });
}

type Amended = Extract<SubmissionEvent['content'], { name: 'completed' | 'corrected' }>;

const messageKey = ({ staffMemberId }: SubmissionEvent) =>
  `submissions:event.${staffMemberId === null ? 'message-sent' : 'message-received'}` as const;

/** Says too what the new answers made of the fee. */
function amendedText({ name, detail: { fee } }: Amended, person: string, { t, language }: Reader): string {
  const text = t(`submissions:event.${name}`, { person });
  if (fee === undefined) return text;
  const euros = (cents: number) => formatEuros(cents / 100, language);
  return `${text}. ${t('submissions:event.fee', { before: euros(fee.before ?? 0), after: euros(fee.after) })}`;
}

/** As named today. Once their account is closed, who filed is named as on that day, and anybody else is not. */
function personOf({ citizenId, firstName, lastName }: SubmissionEvent, { submission, reader, forStaff }: Of): string {
  if (firstName !== null && lastName !== null) return fullName({ firstName, lastName });
  if (citizenId !== null && citizenId !== submission.citizenId) return reader.t('submissions:event.formerMember');
  return filerName(submission) ?? reader.t(forStaff ? 'submissions:event.nameless' : 'submissions:event.guest');
}
