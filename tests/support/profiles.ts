import assert from 'node:assert/strict';
import { EnterpriseNumber } from '../../src/domain/numbers/enterprise-number.ts';
import { fillDatabase } from './database.ts';
import { confirmAddress, lucie, type Person, signUp } from './journeys.ts';
import type { TestPortal } from './portal.ts';
import type { Answer, Visitor } from './visitor.ts';

let sequence = 20;
/**
 * Returns ten digits with valid check digits, far above what the register has issued, and different at each call in a
 * test file.
 */
export function newNumber(): EnterpriseNumber {
  sequence += 1;
  const body = `1999${String(sequence).padStart(4, '0')}`;
  return EnterpriseNumber.parse(`${body}${String(97 - (Number(body) % 97)).padStart(2, '0')}`);
}

/** Makes the numbers of all organisations new again, past the trigger that keeps their history. */
export const forgetOrganisations = ({ databaseUrl }: TestPortal): Promise<void> =>
  fillDatabase(
    databaseUrl,
    `alter table organisation_events disable trigger user;
    delete from access_requests; delete from organisation_events; delete from memberships; delete from organisations;
    alter table organisation_events enable trigger user`,
  );

export async function beginProfile(visitor: Visitor, number: string, kind = 'enterprise'): Promise<Answer> {
  await visitor.open(`/fr/profiles/new/${kind}`);
  return visitor.post(`/fr/profiles/new/${kind}`, { enterpriseNumber: number, acceptTerms: 'yes' });
}

export async function identify(visitor: Visitor, name = 'Brasserie Dubois', kind = 'enterprise'): Promise<Answer> {
  await visitor.follow();
  return visitor.post(visitor.page.url, { name, kind, vatLiable: 'yes' });
}

/** Goes through the three steps, and returns the answer to « Créer ». */
export async function createProfile(visitor: Visitor, number: string): Promise<Answer> {
  await beginProfile(visitor, number);
  await identify(visitor);
  await visitor.follow();
  return visitor.post(visitor.page.url, { jobTitle: 'director' });
}

export type Account = { visitor: Visitor; person: Person };
export type Shared = { number: EnterpriseNumber; owner: Account; colleague: Account };

/**
 * Makes a profile that Paula Dubois manages. Jan Peeters knows its number and has opened the page that offers to ask
 * for access.
 */
export async function sharedProfile(portal: TestPortal): Promise<Shared> {
  const number = newNumber();
  const owner = await signUp(portal, lucie({ firstName: 'Paula', lastName: 'Dubois' }));
  await confirmAddress(owner.visitor, owner.person);
  await createProfile(owner.visitor, number);
  const colleague = await signUp(portal, lucie({ firstName: 'Jan', lastName: 'Peeters' }));
  await confirmAddress(colleague.visitor, colleague.person);
  await beginProfile(colleague.visitor, number);
  await colleague.visitor.follow();
  return { number, owner, colleague };
}

/** Jan asks for access, and Paula accepts. */
export async function letIn({ number, owner, colleague }: Shared, decision: 'manager' | 'member'): Promise<void> {
  await colleague.visitor.post(`/fr/profiles/${number}/access-request`, { jobTitle: 'staff-member' });
  const path = `/fr/profiles/${number}/members`;
  const [request = ''] = idsIn((await owner.visitor.open(path)).html, 'request');
  const answer = await owner.visitor.post(path, { request, decision });
  assert.equal(answer.status, 303);
}

/** Returns the ids that a page holds in fields with that name. */
export const idsIn = (html: string, name: string): string[] =>
  [...html.matchAll(new RegExp(`name="${name}" value="([0-9a-f-]{36})"`, 'g'))].map(([, id = '']) => id);

/** Returns the id of somebody's membership in an organisation. */
export async function membershipOf(portal: TestPortal, number: string, { person }: Account): Promise<string> {
  const { rows } = await portal.app.db.pool.query(
    `select memberships.id from memberships join citizens on citizens.id = citizen_id
    where enterprise_number = $1 and citizens.email = $2 and ended_at is null`,
    [number, person.email],
  );
  return rows[0].id;
}

/** Returns the address of the page that ends a membership. */
export async function endOf(portal: TestPortal, number: string, account: Account): Promise<string> {
  return `/fr/profiles/${number}/members/${await membershipOf(portal, number, account)}/end`;
}

/** The page of the members of a profile. */
export const membersOf = (number: string) => `/fr/profiles/${number}/members`;

/** Answers of the page that ends an access: at once, or on a last day. */
export const NOW = { when: 'now' };
export const lastDay = (day: string, month: string, year: string) => ({
  when: 'date',
  endsOnDay: day,
  endsOnMonth: month,
  endsOnYear: year,
});

/** Returns the day, month and year that it is in Brussels on the portal's clock, so many days on. */
export function dayIn(portal: TestPortal, days: number): [string, string, string] {
  const moment = new Date(portal.clock.now().getTime() + days * 86_400_000);
  const [year = '', month = '', day = ''] = moment
    .toLocaleDateString('sv-SE', { timeZone: 'Europe/Brussels' })
    .split('-');
  return [day, month, year];
}
