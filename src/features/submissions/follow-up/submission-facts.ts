import type { TextInLanguage } from '../../../domain/localized-text.ts';
import { formatEnterpriseNumber } from '../../../domain/numbers/enterprise-number.ts';
import { formatReference } from '../../../domain/numbers/reference.ts';
import { fullName } from '../../../domain/person-name.ts';
import { type SummaryRow, summaryRow } from '../../../web/form/summary-list.ts';
import { formatDateTime, formatEuros, formatLocalDate } from '../../../web/page/format.ts';
import type { Shell } from '../../../web/page/shell.ts';
import type { Tag, TagColour } from '../../../web/page/tag.ts';
import { delayText } from '../../procedures/catalogue/procedure-facts.ts';
import type { HandledDefinition } from '../../procedures/definition/definition.ts';
import { departmentName } from '../../procedures/definition/departments.ts';
import type { Submission } from '../submission.ts';
import { isOpen, type SubmissionStatus } from '../submission-status.ts';
import type { ReadSubmission } from './read-submission.ts';

/** A tag of the colour that tells at a glance whom a request waits for, and how it ended. */
const COLOURS: Readonly<Record<SubmissionStatus, TagColour>> = {
  submitted: 'blue',
  'awaiting-payment': 'orange',
  'in-progress': 'yellow',
  'to-complete': 'orange',
  accepted: 'green',
  refused: 'red',
  delivered: 'green',
  withdrawn: 'grey',
  closed: 'grey',
};

export function statusTag(status: SubmissionStatus, { t }: Pick<Shell, 't'>): Tag {
  return { colour: COLOURS[status], text: t(`submissions:status.${status}`) };
}

/** The tag of a request past its retention, of which little is left. */
export const destroyedTag = ({ t }: Pick<Shell, 't'>): Tag => ({
  colour: 'grey',
  text: t('submissions:destroyed.tag'),
});

/** Returns the name of who filed; null for somebody without an account who gave none. */
export function filerName({ firstName, lastName }: Pick<Submission, 'firstName' | 'lastName'>): string | null {
  if (lastName === null) return null;
  return firstName === null ? lastName : fullName({ firstName, lastName });
}

/** Says how long such requests really take. Says nothing once this one is handled, or when too few were to tell. */
export function usualFact({ status }: Submission, days: number | null, { t }: Pick<Shell, 't'>): SummaryRow[] {
  if (days === null || !isOpen(status)) return [];
  return [summaryRow(t('submissions:fact.usual'), t('submissions:usual', { count: days }))];
}

/** Says how much was paid beyond the fee, after a corrected answer lowered it. */
export function overpaidFact(dueCents: number | null, { t, language }: Pick<Shell, 't' | 'language'>): SummaryRow[] {
  if (dueCents === null || dueCents >= 0) return [];
  const text = t('submissions:overpaid', { amount: formatEuros(-dueCents / 100, language) });
  return [summaryRow(t('submissions:fact.overpaid'), text)];
}

/** Says the reference, for whom and by whom it was filed, when, by when an answer comes, and from which department. */
export function submissionFacts(own: ReadSubmission, shell: Shell): SummaryRow[] {
  const { submission, definition } = own;
  const { t, language } = shell;
  const { reference, filedAt, organisationName, enterpriseNumber, identifiedMeans } = submission;
  const person = filerName(submission) ?? t('submissions:guest.name');
  const acting = organisationName === null ? person : `${organisationName} (${numberOf(enterpriseNumber)})`;
  const department = departmentName(definition.department, language);
  const fact = (name: FactName, text: string, lang: TextInLanguage['lang'] = null) => [
    summaryRow(t(`submissions:fact.${name}`), { text, lang }),
  ];
  return [
    summaryRow(t('web:word.reference'), formatReference(reference)),
    ...fact('acting', acting),
    ...(organisationName === null ? [] : fact('filer', person)),
    ...fact('filedAt', formatDateTime(filedAt, language)),
    ...(submission.channel === 'online' ? [] : fact('channel', t(`submissions:channel.${submission.channel}`))),
    ...(identifiedMeans === null ? [] : fact('identified', t(`identification:means.${identifiedMeans}`))),
    ...(isOpen(submission.status) ? fact('expected', expectedText(own, shell)) : []),
    ...fact('department', department.text, department.lang),
  ];
}

type FactName = 'acting' | 'filer' | 'filedAt' | 'channel' | 'identified' | 'expected' | 'department';

const numberOf = (number: Submission['enterpriseNumber']) => (number === null ? '' : formatEnterpriseNumber(number));

type Expected = { submission: Pick<Submission, 'dueOn'>; definition: Pick<HandledDefinition, 'delay'> };

/** Says by which day an answer is expected or, before the delay begins, how long it is and what starts it. */
export function expectedText(
  { submission, definition }: Expected,
  { t, language }: Pick<Shell, 't' | 'language'>,
): string {
  const { dueOn } = submission;
  if (dueOn === null) return delayText(definition.delay, t);
  return t('submissions:expected.by', { date: formatLocalDate(dueOn, language) });
}
