import { randomUUID } from 'node:crypto';
import { insertCitizen } from '../../src/features/accounts/citizens.repository.ts';
import { DEPARTMENTS, type Department } from '../../src/features/procedures/definition/departments.ts';
import { sealSecondFactor } from '../../src/features/staff/sealed-second-factor.ts';
import { addStaffMember } from '../../src/features/staff/set-up/add-staff-member.ts';
import { offerSecondFactor } from '../../src/features/staff/set-up/offered-second-factor.ts';
import type { StaffActor } from '../../src/features/staff/signed-in-staff.ts';
import { updateStaffCredentials } from '../../src/features/staff/staff-credentials.repository.ts';
import { updateStaffDepartments } from '../../src/features/staff/staff-departments.repository.ts';
import type { NewStaffMember } from '../../src/features/staff/staff-member.ts';
import { insertStaffMember } from '../../src/features/staff/staff-members.repository.ts';
import type { StaffRole } from '../../src/features/staff/staff-roles.ts';
import { insertStaffSignIn } from '../../src/features/staff/staff-sign-ins.repository.ts';
import { type Database, sql } from '../../src/platform/database.ts';
import { digestOf } from '../../src/platform/sealing.ts';
import { codeAt, newSecondFactor } from '../../src/platform/second-factor.ts';
import type { TestPortal } from './portal.ts';
import { newNumber } from './profiles.ts';
import { newAddress, Visitor } from './visitor.ts';

export const STAFF_PASSWORD = 'lampadaire girafe septante-trois';
export type Colleague = NewStaffMember & { id: string; password: string; secret: string };

const NAMES: Record<StaffRole, readonly [string, string]> = {
  agent: ['Nadia', 'Benali'],
  helpdesk: ['Karim', 'Haddad'],
  administrator: ['Sofia', 'Rossi'],
};

/** A colleague with several roles has the name that belongs to the last of them. */
export function newColleague(...roles: StaffRole[]): NewStaffMember {
  const [firstName, lastName] = NAMES[roles.at(-1) ?? 'agent'];
  const held = roles.length > 0 ? roles : (['agent'] as const);
  return { email: newAddress(firstName.toLowerCase()), firstName, lastName, roles: held, language: 'fr' };
}

/**
 * Creates a staff account that is already set up, under a new address: Nadia, Karim or Sofia, depending on the roles. It
 * works for all departments, unless others are given.
 */
export async function addColleague(
  { app }: TestPortal,
  roles: StaffRole | StaffRole[] = 'agent',
  departments: readonly Department[] = DEPARTMENTS,
): Promise<Colleague> {
  const person = newColleague(...[roles].flat());
  const secret = newSecondFactor();
  const passwordHash = await app.passwords.hash(STAFF_PASSWORD);
  const id = await app.db.transaction(async (tx) => {
    const member = await insertStaffMember(tx, person);
    if (member === null) throw new Error(`${person.email} exists`);
    const secondFactor = sealSecondFactor(app, { of: member.id, secret });
    await updateStaffCredentials(tx, { id: member.id, passwordHash, secondFactor, timeStep: 0 });
    await updateStaffDepartments(tx, { staffMemberId: member.id, departments });
    return member.id;
  });
  return { ...person, id, password: STAFF_PASSWORD, secret };
}

/** Somebody of the staff who has signed in, as use cases receive them. */
export async function actorOf({ app }: TestPortal, { id, roles }: Colleague): Promise<StaffActor> {
  const signIn = { staffMemberId: id, network: '192.0.2.1', browser: 'Firefox', factor: 'code' } as const;
  const signInId = await app.db.transaction((tx) => insertStaffSignIn(tx, signIn));
  return { id, roles, signInId, network: signIn.network };
}

export type SetUpLink = { path: string; secret: string; offer: string };

/** Makes the set-up link that the operator hands over, and a second factor as the page of that link offers one. */
export async function askSetUp(portal: TestPortal, person = newColleague()): Promise<SetUpLink> {
  const added = await addStaffMember(portal.app, person);
  if (added.outcome === 'suspended') throw new Error('suspended');
  const { secret, sealed: offer } = offerSecondFactor(portal.app, digestOf(added.token));
  return { path: `/fr/admin/set-up/${added.token}`, secret, offer };
}

/** Returns the secret that a set-up page shows, to be typed in an authenticator app. */
export const secretIn = (html: string): string =>
  (/<code class="secret">([^<]+)</.exec(html)?.[1] ?? '').replaceAll(' ', '');

export const codeOf = (portal: TestPortal, { secret }: Pick<Colleague, 'secret'>): string =>
  codeAt(secret, portal.clock.now());

export async function signInAs(
  portal: TestPortal,
  colleague: Colleague,
  changes: { password?: string; code?: string } = {},
): Promise<Visitor> {
  const visitor = new Visitor(portal);
  await visitor.open('/fr/admin/sign-in');
  visitor
    .fill('Adresse e-mail', colleague.email)
    .fill('Mot de passe', changes.password ?? colleague.password)
    .fill('Code à 6 chiffres', changes.code ?? codeOf(portal, colleague));
  await visitor.press('Se connecter');
  return visitor;
}

/** Creates a staff account of that role, or those roles, and signs it in. */
export async function signInColleague(
  portal: TestPortal,
  roles: StaffRole | StaffRole[] = 'agent',
  departments: readonly Department[] = DEPARTMENTS,
) {
  const colleague = await addColleague(portal, roles, departments);
  const visitor = await signInAs(portal, colleague);
  if (visitor.page.location !== '/fr/admin') throw new Error(`sign-in answered ${visitor.page.status}`);
  return { visitor, colleague };
}

export type Waiting = {
  id: string;
  enterpriseNumber: string;
  citizenId: string;
  email: string;
  /** The address of Lucie, who manages the organisation. */
  membershipId: string;
};

type WaitingOptions = { name?: string; handedOverDaysAgo?: number };

/**
 * Creates a request that waits for the commune: Jan asked to act for an organisation that Lucie manages, and nobody
 * answered.
 */
export async function addWaitingRequest(db: Database, options: WaitingOptions = {}): Promise<Waiting> {
  const { name = 'Brasserie Dubois', handedOverDaysAgo = 3 } = options;
  const enterpriseNumber = newNumber();
  const id = randomUUID();
  return db.transaction(async (tx) => {
    const person = { passwordHash: 'x', captchaId: null } as const;
    const lucie = {
      ...person,
      email: newAddress('lucie'),
      firstName: 'Lucie',
      lastName: 'Lambert',
      language: 'fr',
    } as const;
    const jan = { ...person, email: newAddress('jan'), firstName: 'Jan', lastName: 'Peeters', language: 'nl' } as const;
    const manager = await insertCitizen(tx, lucie);
    const citizen = await insertCitizen(tx, jan);
    if (manager === null || citizen === null) throw new Error('an address was used before');
    await tx.run(sql`
      insert into organisations (enterprise_number, kind, name, vat_liable, legal_form)
      values (${enterpriseNumber}, 'enterprise', ${name}, true, 'private-limited-company')`);
    const membershipId = randomUUID();
    await tx.run(sql`
      insert into memberships (id, enterprise_number, citizen_id, role, job_title, preferred_language, email)
      values (${membershipId}, ${enterpriseNumber}, ${manager.id}, 'manager', 'director', 'fr', ${manager.email})`);
    await tx.run(sql`
      insert into access_requests (id, enterprise_number, citizen_id, job_title, asked_at, handed_over_at)
      values (${id}, ${enterpriseNumber}, ${citizen.id}, 'treasurer',
        now() - make_interval(days => ${handedOverDaysAgo + 10}), now() - make_interval(days => ${handedOverDaysAgo}))`);
    return { id, enterpriseNumber, citizenId: citizen.id, email: citizen.email, membershipId };
  });
}
