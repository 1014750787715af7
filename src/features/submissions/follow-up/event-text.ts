import { fullName } from '../../../domain/person-name.ts';
import { formatDateTime, formatEuros } from '../../../web/page/format.ts';
import type { Shell } from '../../../web/page/shell.ts';
import { departmentName } from '../../procedures/definition/departments.ts';
import type { EventActor } from '../handling/submission-actor.ts';
import type { SubmissionEvent, SubmissionEventContent } from '../handling/submission-event.ts';
import type { Submission } from '../submission.ts';
import { filerName } from './submission-facts.ts';

/** A line of the timeline. `words` is what the commune wrote to the citizen, such as the reason of a refusal. */
export type EventLine = { at: Date; when: string; text: string; words: string | null };
type Reader = Pick<Shell, 't' | 'language'>;
/** `forStaff` where colleagues read it, for whom a guest is not « you ». */
export type ToldOf = {
  submission: Pick<Submission, 'citizenId' | 'department' | 'firstName' | 'lastName'>;
  reader: Reader;
  forStaff?: true;
};

/** The timeline as the citizen reads it: staff are named by their department. What only moves work about is left out. */
export function eventLines(events: readonly SubmissionEvent[], of: ToldOf): EventLine[] {
  return events.flatMap(({ content, by, happenedAt: at }) => {
    if (content.name === 'assigned' || content.name === 'given-back') return [];
    return [{ ...eventLine({ content, by }, of), at, when: formatDateTime(at, of.reader.language) }];
  });
}

/** An event that citizen and staff both read: any but those by which colleagues share out their work. */
type SharedEvent = {
  content: Exclude<SubmissionEventContent, { name: 'assigned' | 'given-back' }>;
  by: EventActor;
};

/** Returns the words of an event; a name that has none does not compile. */
export function eventLine({ content, by }: SharedEvent, of: ToldOf): Pick<EventLine, 'text' | 'words'> {
  const { t, language } = of.reader;
  const department = departmentName(of.submission.department, language).text;
  const person = personOf(by, of);
  const told = (text: string, words: string | null = null) => ({ text, words });
  switch (content.name) {
    case 'opened':
    case 'taken':
    case 'file-complete':
    case 'claimed':
    case 'overdue':
      return told(t(`submissions:event.${content.name}`, { person, department }));
    case 'filed':
      return told(t(`submissions:event.${by.kind === 'staff' ? 'filed-for' : 'filed'}`, { person, department }));
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
      return told(
        t(`submissions:event.${by.kind === 'staff' ? 'message-received' : 'message-sent'}`, { person, department }),
      );
    case 'payment-received':
      return told(paidText(content.detail.amountCents, of.reader));
  }
}

function paidText(cents: number, { t, language }: Reader): string {
  return t('submissions:event.payment-received', { amount: formatEuros(cents / 100, language) });
}

type Amended = Extract<SubmissionEventContent, { name: 'completed' | 'corrected' }>;

/** Returns the words of a changed answer, with the change of the fee that it made. */
function amendedText({ name, detail: { fee } }: Amended, person: string, { t, language }: Reader): string {
  const text = t(`submissions:event.${name}`, { person });
  if (fee === undefined) return text;
  const euros = (cents: number) => formatEuros(cents / 100, language);
  return `${text}. ${t('submissions:event.fee', { before: euros(fee.before ?? 0), after: euros(fee.after) })}`;
}

/**
 * Returns the name of whoever did it, as it is today. Once their account is closed, the filer has the name of the day
 * of filing, and another member has none.
 */
function personOf(by: EventActor, { submission, reader, forStaff }: ToldOf): string {
  if (by.kind === 'citizen') {
    if (by.name !== null) return fullName(by.name);
    if (by.id !== submission.citizenId) return reader.t('submissions:event.formerMember');
  }
  return filerName(submission) ?? reader.t(forStaff ? 'submissions:event.nameless' : 'submissions:event.guest');
}
