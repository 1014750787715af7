import assert from 'node:assert/strict';
import { DEVELOPMENT_CLIENT } from '../../../src/config-fas.ts';
import { startDevelopmentFas } from '../../../src/dev/fas/development-fas.ts';
import {
  findIdentifiedPerson,
  type IdentifiedPerson,
} from '../../../src/features/identification/find-identification.ts';
import { atTheEnd } from '../cleanup.ts';
import { freePort } from '../free-port.ts';
import { type Person, signUp } from '../journeys.ts';
import { startPortal, type TestPortal } from '../portal.ts';
import type { Visitor } from '../visitor.ts';
import { chooseAtFas } from './at-fas.ts';

/** Starts a portal and, beside it, the FAS of development. */
export async function startPortalWithFas(environment: Record<string, string> = {}): Promise<TestPortal> {
  const issuer = `http://127.0.0.1:${await freePort()}/fas/oauth2`;
  const portal = await startPortal({
    environment: {
      FAS_ISSUER: issuer,
      FAS_CLIENT_ID: DEVELOPMENT_CLIENT.clientId,
      FAS_CLIENT_SECRET: DEVELOPMENT_CLIENT.clientSecret,
      ...environment,
    },
  });
  const { fas } = portal.app.config;
  assert.ok(fas !== null);
  atTheEnd((await startDevelopmentFas(fas)).stop);
  return portal;
}

/** Follows « M’identifier » of the open page to FAS; the address there. */
export async function setOut(visitor: Visitor): Promise<string> {
  const [, href = ''] = /<a class="govuk-button" href="([^"]+departure[^"]+)"/.exec(visitor.page.html) ?? [];
  assert.notEqual(href, '', `no way to FAS on ${visitor.page.url}`);
  await visitor.open(href.replaceAll('&amp;', '&').replaceAll('&#38;', '&'));
  assert.equal(visitor.page.status, 303);
  return visitor.page.location ?? '';
}

type Way = { next?: string; level?: 2 | 3 };

/** Goes from the page « M’identifier » through FAS to the page that comes after it. */
export async function identifyAs(visitor: Visitor, button: string, way: Way = {}): Promise<void> {
  const { next = '/fr/my-space', level = 2 } = way;
  await visitor.open(`/fr/identification?next=${encodeURIComponent(next)}&level=${level}`);
  const back = await chooseAtFas(await setOut(visitor), button);
  await visitor.open(`${back.pathname}${back.search}`);
  await visitor.follow();
}

export const CARD = 'Lucie Marie Lambert, eID';
export const CONFIRM = 'Lier et continuer';

/** An account that is tied to who has that card, and to no other account. */
export async function tied(portal: TestPortal, button = CARD): Promise<{ visitor: Visitor; person: Person }> {
  await forgetPeople(portal);
  const { visitor, person } = await signUp(portal);
  await identifyAs(visitor, button);
  await visitor.press(CONFIRM);
  await visitor.follow();
  return { visitor, person };
}

/** Dates the tie of the card back by as many days as a recovery waits for. */
export async function tiedDaysAgo({ app }: TestPortal, { email }: Pick<Person, 'email'>, days = 4): Promise<void> {
  await app.db.pool.query(
    `update identities set identified_first_at = identified_first_at - make_interval(days => $2)
     from citizens where citizens.id = identities.citizen_id and email = $1`,
    [email, days],
  );
}

/** Follows « J’ai ma carte d’identité » of the open page, to FAS and back. */
export async function recoverAs(visitor: Visitor, button: string): Promise<void> {
  const [, href = ''] = /href="([^"]+)">J’ai ma carte d’identité<\/a>/.exec(visitor.page.html) ?? [];
  assert.notEqual(href, '', `no way by the card on ${visitor.page.url}`);
  await visitor.open(href);
  const back = await chooseAtFas(await setOut(visitor), button);
  await visitor.open(`${back.pathname}${back.search}`);
  await visitor.follow();
}

/** Each test needs people whom no account knows yet. */
export async function forgetPeople({ app }: TestPortal): Promise<void> {
  await app.db.pool.query('delete from identities');
}

/** Returns what is known of somebody now, in their latest sign-in. */
export async function knownNow(
  { app }: TestPortal,
  { email }: Pick<Person, 'email'>,
): Promise<IdentifiedPerson | null> {
  const { rows } = await app.db.pool.query(
    `select sign_ins.id, citizen_id from sign_ins join citizens on citizens.id = citizen_id
     where email = $1 order by signed_in_at desc limit 1`,
    [email],
  );
  return findIdentifiedPerson(app, app.db, { citizenId: rows[0].citizen_id, signInId: rows[0].id });
}

export async function countRows({ app }: TestPortal, table: string): Promise<number> {
  const { rows } = await app.db.pool.query(`select count(*)::integer as count from ${table}`);
  return rows[0].count;
}
