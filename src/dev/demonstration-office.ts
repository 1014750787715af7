import { findCitizenByEmail } from '../features/accounts/citizens.repository.ts';
import { DEPARTMENTS } from '../features/procedures/definition/departments.ts';
import { inviteColleague } from '../features/staff/accounts/invite-colleague.ts';
import { updateStaffDepartments } from '../features/staff/staff-departments.repository.ts';
import type { NewStaffMember, StaffMember } from '../features/staff/staff-member.ts';
import { findStaffMemberByEmail, insertStaffMember } from '../features/staff/staff-members.repository.ts';
import { insertStaffSignIn } from '../features/staff/staff-sign-ins.repository.ts';
import type { Database } from '../platform/database.ts';
import { DEMONSTRATION_CITIZENS, DEMONSTRATION_STAFF } from './demonstration-data.ts';
import { insertFailedMails, insertPastEvent, updateAsAbsent } from './demonstration-office-rows.ts';

export const DEMONSTRATION_ABSENT: NewStaffMember = {
  email: 'tom@demo.example',
  firstName: 'Tom',
  lastName: 'Janssens',
  language: 'nl',
  roles: ['agent'],
};
export const DEMONSTRATION_INVITED: NewStaffMember = {
  email: 'yasmina@demo.example',
  firstName: 'Yasmina',
  lastName: 'El Amrani',
  language: 'fr',
  roles: ['agent'],
};
const WITHOUT_CONFIRMATION = 'jean-pierre@demo.example';

/**
 * Gives Sofia something to see to: Tom is away and left requests behind, Yasmina is invited, mails failed, one of them
 * waits for its next try, and the audit log tells of the last days. Does nothing where Tom is known already.
 */
export async function loadDemonstrationOffice(db: Database): Promise<void> {
  if ((await findStaffMemberByEmail(db, DEMONSTRATION_ABSENT.email)) !== null) return;
  const [nadia, karim, sofia] = await Promise.all(
    DEMONSTRATION_STAFF.map(({ email }) => findStaffMemberByEmail(db, email)),
  );
  if (!nadia || !karim || !sofia) return;
  await leaveWorkBehind(db, sofia);
  await writePastDays(db, { nadia, karim });
  await failMails(db);
  const { id, roles } = sofia;
  const here = { staffMemberId: id, network: '127.0.0.1', browser: 'Firefox', factor: 'code' } as const;
  const signInId = await db.transaction((tx) => insertStaffSignIn(tx, here));
  const by = { id, roles, signInId, network: here.network };
  await inviteColleague({ db }, { person: DEMONSTRATION_INVITED, departments: ['culture'], reason: 'Engagée', by });
}

async function leaveWorkBehind(db: Database, sofia: StaffMember): Promise<void> {
  await db.transaction(async (tx) => {
    const tom = await insertStaffMember(tx, DEMONSTRATION_ABSENT);
    if (tom === null) return;
    await updateStaffDepartments(tx, { staffMemberId: tom.id, departments: DEPARTMENTS });
    await updateAsAbsent(tx, tom.id);
    const details = { account: tom.id, act: 'suspension', reason: 'Absent jusqu’en janvier' };
    const change = { ...details, before: 'active', after: 'suspended' };
    await insertPastEvent(tx, { daysAgo: 3, name: 'staff-account-handled', staffMemberId: sofia.id, details: change });
  });
}

type Colleagues = Readonly<Record<'nadia' | 'karim', StaffMember>>;

async function writePastDays(db: Database, { nadia, karim }: Colleagues): Promise<void> {
  const lucie = await findCitizenByEmail(db, DEMONSTRATION_CITIZENS[0].email);
  if (lucie === null) return;
  const citizenId = lucie.id;
  const opened = { enterpriseNumber: '1999000744' };
  const grounds = {
    reason: { code: 'asked-by-phone', words: '' },
    proof: { code: 'called-back', words: '' },
  };
  const helped = { citizenId, act: 'password-reset', ...grounds };
  await db.transaction(async (tx) => {
    const byKarim = { daysAgo: 2, staffMemberId: karim.id } as const;
    await insertPastEvent(tx, { ...byKarim, name: 'citizen-opened', details: { citizenId } });
    await insertPastEvent(tx, { ...byKarim, name: 'citizen-helped', details: helped });
    await insertPastEvent(tx, { daysAgo: 1, staffMemberId: nadia.id, name: 'organisation-opened', details: opened });
  });
}

async function failMails(db: Database): Promise<void> {
  const [jan, caller] = [
    await findCitizenByEmail(db, DEMONSTRATION_CITIZENS[1].email),
    await findCitizenByEmail(db, WITHOUT_CONFIRMATION),
  ];
  if (jan === null || caller === null) return;
  await db.transaction((tx) => insertFailedMails(tx, { jan, caller }));
}
