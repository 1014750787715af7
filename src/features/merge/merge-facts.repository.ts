import { z } from 'zod';
import { type Db, type Sql, sql } from '../../platform/database.ts';

const MergeFacts = z.strictObject({
  bothActive: z.boolean(),
  /** True when either account has the address of a member of the staff. */
  ofStaff: z.boolean(),
  /** True when either account has a change of address pending, by link or at the helpdesk. */
  emailChanging: z.boolean(),
  twoIdentities: z.boolean(),
  /** True when the password or the address of either account changed after the merge was asked. */
  credentialsChanged: z.boolean(),
});
export type MergeFacts = z.infer<typeof MergeFacts>;
type Accounts = { keptId: string; otherId: string; email: string; askedAt: Date };

/**
 * Is true while the mail with the link to a new address has not left: the link is made when its mail leaves, so that
 * until then only the job knows of the change. A job that has used all its attempts no longer counts.
 */
const emailChangeQueued = ({ keptId, otherId }: Pick<Accounts, 'keptId' | 'otherId'>): Sql => sql`exists (
  select from graphile_worker._private_jobs jobs
  join graphile_worker._private_tasks tasks on tasks.id = jobs.task_id
  where tasks.identifier = 'send-email-change' and jobs.payload ->> 'citizenId' in (${keptId}, ${otherId})
    and jobs.attempts < jobs.max_attempts)`;

/** Reads the facts that may prevent a merge: states and dates of the two accounts, nothing that they hold. */
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
