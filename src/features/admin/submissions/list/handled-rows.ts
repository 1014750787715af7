import type { LocalDate } from '../../../../domain/local-date.ts';
import { inLanguage, type TextInLanguage } from '../../../../domain/localized-text.ts';
import { formatReference } from '../../../../domain/numbers/reference.ts';
import { fullName } from '../../../../domain/person-name.ts';
import { workingDaysAfter } from '../../../../domain/working-days.ts';
import { formatDate, formatLocalDate } from '../../../../web/page/format.ts';
import type { Shell } from '../../../../web/page/shell.ts';
import type { Tag } from '../../../../web/page/tag.ts';
import { withQuery } from '../../../../web/pipeline/own-path.ts';
import type { Procedures } from '../../../procedures/versions/procedures.ts';
import { filerName, statusTag } from '../../../submissions/follow-up/submission-facts.ts';
import { isOpen } from '../../../submissions/submission-status.ts';
import { staffSubmissionPath } from '../staff-submission-path.ts';
import type { HandledSubmission } from './handled-submission.ts';

/** A submission in words, as the agents' list shows it. */
export type HandledRow = {
  reference: string;
  href: string;
  name: TextInLanguage;
  /** The person, or the organisation with the person who filed for it. */
  who: string;
  filer: string | null;
  tag: Tag;
  /** The tag of a submission whose citizen waits for an answer to a request for correction; null for all others. */
  correction: Tag | null;
  submitted: string;
  /** Null once nothing is awaited from the commune any more. */
  due: string | null;
  /** Null for a submission that is neither late nor due soon. */
  urgency: Tag | null;
  /** Null while nobody handles it. */
  assignee: string | null;
};

const SOON_WORKING_DAYS = 3;

/** `query` is that of the list, to which the page of a submission leads back. */
type Reading = { procedures: Procedures; today: LocalDate; query: string; shell: Shell };

/** Says each submission in words. A démarche keeps the name that it had in the version that was filed. */
export function handledRows(
  submissions: readonly HandledSubmission[],
  { procedures, today, query, shell }: Reading,
): Promise<HandledRow[]> {
  const soon = workingDaysAfter(today, SOON_WORKING_DAYS);
  return Promise.all(
    submissions.map(async (submission): Promise<HandledRow> => {
      const { name } = await procedures.form(submission.slug, submission.version);
      const { organisationName, status, filedAt, dueOn } = submission;
      const person = filerName(submission) ?? shell.t('submissions:guest.nameless');
      return {
        reference: formatReference(submission.reference),
        href: withQuery(shell.at(staffSubmissionPath(submission.reference)), { list: query }),
        name: inLanguage(name, shell.language),
        who: organisationName ?? person,
        filer: organisationName === null ? null : person,
        tag: statusTag(status, shell),
        correction: submission.correctionWaits ? { colour: 'red', text: shell.t('admin:list.correction') } : null,
        submitted: formatDate(filedAt, shell.language),
        due: dueOn === null || !isOpen(status) ? null : formatLocalDate(dueOn, shell.language),
        urgency: urgencyOf(submission, { today, soon, shell }),
        assignee: assigneeName(submission),
      };
    }),
  );
}

type Urgency = { today: LocalDate; soon: LocalDate; shell: Pick<Shell, 't'> };

function urgencyOf(
  { status, dueOn, pausedOn }: HandledSubmission,
  { today, soon, shell: { t } }: Urgency,
): HandledRow['urgency'] {
  if (dueOn === null || pausedOn !== null || !isOpen(status) || dueOn > soon) return null;
  if (dueOn < today) return { colour: 'red', text: t('admin:list.late') };
  return { colour: 'orange', text: t(dueOn === today ? 'admin:list.today' : 'admin:list.soon') };
}

function assigneeName({ assigneeFirstName, assigneeLastName }: HandledSubmission): string | null {
  if (assigneeFirstName === null || assigneeLastName === null) return null;
  return fullName({ firstName: assigneeFirstName, lastName: assigneeLastName });
}
