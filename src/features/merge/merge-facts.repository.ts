import { z } from 'zod';
import { type Db, type Sql, sql } from '../../platform/database.ts';

const MergeFacts = z.strictObject({
  bothActive: z.boolean(),
  /** Whether one has the address of somebody of the staff. */
  ofStaff: z.boolean(),
  /** Whether a new address of one waits for its link to leave or to be used, or for the helpdesk. */
  emailChanging: z.boolean(),
  twoIdentities: z.boolean(),
  /** Whether the password or the address of one changed since it was asked. */
  credentialsChanged: z.boolean(),
});
export type MergeFacts = z.infer<typeof MergeFacts>;
type Accounts = { keptId: string; otherId: string; email: string; askedAt: Date };

/**
 * Whether the link to a new address has not left yet: it is made when its mail leaves, until then only the job knows of it.
 * One that was tried as often as it may be sends nothing any more.
 */
const emailChangeQueued = ({ keptId, otherId }: Pick<Accounts, 'keptId' | 'otherId'>): Sql => sql`exists (
  select from graphile_worker._private_jobs jobs
  join graphile_worker._private_tasks tasks on tasks.id = jobs.task_id
  where tasks.identifier = 'send-email-change' and jobs.payload ->> 'citizenId' in (${keptId}, ${otherId})
    and jobs.attempts < jobs.max_attempts)`;

/** Reads what may stand in the way of a merge: states and dates of the two accounts, nothing that they hold. */
export function getMergeFacts(db: Db, { keptId, otherId, email, askedAt }: Accounts): Promise<MergeFacts> {
  const both = sql`(${keptId}, ${otherId})`;
  return db.one(
    MergeFacts,
    sql`
    select
      (select count(*) = 2 from citizens where id in ${both} and status = 'active') as "bothActive",
      exists (select from citizens join staff_members on lower(staff_members.email) = lower(citizens.email)
        where citizens.id in ${both}) as "ofStaff",
      exists (select from account_links where citizen_id in ${both} and purpose = 'change-email' and expires_at > now())
        or exists (select from helpdesk_email_changes where citizen_id in ${both})
        or ${emailChangeQueued({ keptId, otherId })} as "emailChanging",
      (select count(*) = 2 from identities where citizen_id in ${both}) as "twoIdentities",
      exists (select from citizens where id in ${both} and password_changed_at > ${askedAt})
        or exists (select from citizens where id = ${otherId} and lower(email) is distinct from lower(${email}))
        as "credentialsChanged"`,
  );
}
