import { inLanguage, type TextInLanguage } from '../../../domain/localized-text.ts';
import { formatEnterpriseNumber } from '../../../domain/numbers/enterprise-number.ts';
import { formatReference } from '../../../domain/numbers/reference.ts';
import { fullName } from '../../../domain/person-name.ts';
import { formatDate, formatLocalDate } from '../../../web/page/format.ts';
import type { Shell } from '../../../web/page/shell.ts';
import type { Tag } from '../../../web/page/tag.ts';
import type { SignedInCitizen } from '../../accounts/citizens.repository.ts';
import { profileOf } from '../../accounts/signed-in-citizen.ts';
import type { HandledDefinition } from '../../procedures/definition/definition.ts';
import type { Procedures } from '../../procedures/versions/procedures.ts';
import { destroyedTag, filerName, statusTag } from '../follow-up/submission-facts.ts';
import { isOpen, type SubmissionStatus } from '../submission-status.ts';
import type { SubmissionInList } from './submission-in-list.ts';

/** A submission in words, for a page or a sheet. `expected` is null once nothing is expected any more. */
export type SubmissionRow = {
  status: SubmissionStatus;
  reference: string;
  href: string;
  name: TextInLanguage;
  profile: string;
  /** The person who filed for the organisation; null for what people file for themselves. */
  filedBy: string | null;
  tag: Tag;
  /** True when nothing of it is left but that it was filed. */
  destroyed: boolean;
  changed: string;
  expected: string | null;
};

type Reading = { procedures: Procedures; citizen: SignedInCitizen; shell: Shell };

/** Says each submission in words. A démarche keeps the name that it had in the version that was filed. */
export function submissionRows(
  submissions: readonly SubmissionInList[],
  { procedures, citizen, shell }: Reading,
): Promise<SubmissionRow[]> {
  return Promise.all(
    submissions.map(async (submission): Promise<SubmissionRow> => {
      const definition = await procedures.form(submission.slug, submission.version);
      const reference = formatReference(submission.reference);
      const { status, changedAt, destroyed } = submission;
      return {
        status,
        reference,
        href: shell.at(`/submissions/${reference}`),
        name: inLanguage(definition.name, shell.language),
        profile: profileName(submission, citizen),
        filedBy: submission.enterpriseNumber === null ? null : filerName(submission),
        tag: destroyed ? destroyedTag(shell) : statusTag(status, shell),
        destroyed,
        changed: formatDate(changedAt, shell.language),
        expected: expectedBy(submission, definition, shell),
      };
    }),
  );
}

/** The name that an organisation has today, as its members know it. */
export function profileName({ enterpriseNumber }: SubmissionInList, citizen: SignedInCitizen): string {
  if (enterpriseNumber === null) return fullName(citizen);
  return profileOf(citizen, enterpriseNumber)?.name ?? formatEnterpriseNumber(enterpriseNumber);
}

/** Says until when an answer is expected, or what the delay waits for. */
function expectedBy(
  { status, dueOn }: SubmissionInList,
  { delay }: Pick<HandledDefinition, 'delay'>,
  { t, language }: Shell,
): string | null {
  if (!isOpen(status)) return null;
  if (status === 'to-complete') return t('submissions:rows.afterCompletion');
  if (dueOn !== null) return t('submissions:rows.before', { date: formatLocalDate(dueOn, language) });
  if (status === 'awaiting-payment' || delay.from === 'payment') return t('submissions:rows.afterPayment');
  return t(delay.from === 'complete-file' ? 'submissions:rows.afterCompleteFile' : 'submissions:rows.soon');
}
