import { z } from 'zod';
import { fullName } from '../../../../domain/person-name.ts';
import type { Transaction } from '../../../../platform/database.ts';
import { selectField } from '../../../../web/form/fields.ts';
import { says } from '../../../../web/form/parse.ts';
import { type Colleague, listAgentsOfDepartment } from '../../../staff/staff-departments.repository.ts';
import type { Change } from '../../../submissions/handling/change-submission.ts';
import type { Submission } from '../../../submissions/submission.ts';
import type { SubmissionStatus } from '../../../submissions/submission-status.ts';
import type { Act, ActApp, ActControl, ActShown } from './act.ts';

const unknown = { error: says('web:error.choice.missing') };
/** The value is « me », the id of a colleague, or empty to give the submission back. */
const fields = z.object({ assignee: z.union([z.literal(['me', '']), z.uuid()], unknown) });

/** Takes a submission, gives it to a colleague of its department, or gives it back. */
export function assignment(app: ActApp): Act<typeof fields> {
  return {
    words: ({ shell: { t } }) => ({
      title: t('admin:assignment.title'),
      told: t('admin:assignment.told'),
      submit: t('admin:assignment.submit'),
    }),
    fields,
    shown: ['assignee'],
    notice: 'admin:notice.assigned',
    controls: (shown) => assigneeControl(app, shown),
    act: (tx, submission, { input: { assignee }, by }) =>
      assign(tx, submission, { to: assignee === 'me' ? by.id : assignee, by: by.id }),
  };
}

async function assigneeControl(app: ActApp, { opened, form, staffId, shell }: ActShown): Promise<ActControl[]> {
  const { t } = shell;
  const { department, assigneeId } = opened.submission;
  const colleagues = await listAgentsOfDepartment(app.db, department);
  const choices = colleagues
    .filter(({ id }) => id !== assigneeId)
    .map((one) => ({
      value: one.id === staffId ? 'me' : one.id,
      label: one.id === staffId ? t('admin:assignment.me', { person: fullName(one) }) : fullName(one),
    }));
  const nobody = assigneeId === null ? [] : [{ value: '', label: t('admin:assignment.giveBack') }];
  const label = t('admin:assignment.assignee');
  return [{ look: 'select', field: selectField('assignee', form, { label, choices: [...choices, ...nobody] }) }];
}

/** The statuses of a submission that nobody handles yet. */
const WAITING: ReadonlySet<SubmissionStatus> = new Set(['submitted', 'awaiting-payment']);

/**
 * A submission that nobody had is in progress once somebody has it. Returns null for somebody who does not work for the
 * department.
 */
export async function assign(
  tx: Transaction,
  submission: Submission,
  { to, by }: { to: string; by: string },
): Promise<Change | null> {
  if (to === '') {
    if (submission.assigneeId === null) return null;
    return { event: { name: 'given-back', detail: {} }, assigneeId: null };
  }
  if (to === submission.assigneeId) return null;
  const colleague = (await listAgentsOfDepartment(tx, submission.department)).find(({ id }) => id === to);
  if (colleague === undefined) return null;
  const event = eventOf(colleague, by);
  const begins = submission.assigneeId === null && WAITING.has(submission.status);
  return { event, assigneeId: to, ...(begins ? { status: 'in-progress' } : {}) };
}

function eventOf(colleague: Colleague, by: string): Change['event'] {
  if (colleague.id === by) return { name: 'taken', detail: {} };
  return { name: 'assigned', detail: { assigneeId: colleague.id, assignee: fullName(colleague) } };
}
