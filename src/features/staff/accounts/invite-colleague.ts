import type { App } from '../../../app.ts';
import { addJob } from '../../../platform/jobs.ts';
import type { StaffActor } from '../signed-in-staff.ts';
import { staffAct } from '../staff-act.ts';
import { updateStaffDepartments } from '../staff-departments.repository.ts';
import type { NewStaffMember } from '../staff-member.ts';
import { findStaffMemberByEmail, insertStaffMember } from '../staff-members.repository.ts';

export type Invited = { person: NewStaffMember; departments: readonly string[]; reason: string; by: StaffActor };
/** `known`: the address has an account already, which was not changed. */
export type InviteOutcome = { outcome: 'invited' | 'known'; account: string };

/**
 * Makes an account for a colleague, which can do nothing until the link that is mailed to its address is used. Of two
 * invitations of one address at once, one makes it.
 */
export async function inviteColleague(
  app: Pick<App, 'db'>,
  { person, departments, reason, by }: Invited,
): Promise<InviteOutcome> {
  let account: string | null = null;
  const invited = await staffAct(app, by, {
    lock: async () => true,
    async act(tx) {
      const member = await insertStaffMember(tx, person);
      account = (member ?? (await findStaffMemberByEmail(tx, person.email)))?.id ?? null;
      if (member === null) return null;
      await updateStaffDepartments(tx, { staffMemberId: member.id, departments });
      await addJob(tx, { name: 'send-staff-invitation', payload: { staffMemberId: member.id } });
      const after = [...person.roles, ...departments].join(', ');
      return {
        name: 'staff-account-handled',
        details: { account: member.id, act: 'added', reason, before: '', after },
      };
    },
  });
  if (account === null) throw new Error('an account neither made nor found');
  return { outcome: invited ? 'invited' : 'known', account };
}
