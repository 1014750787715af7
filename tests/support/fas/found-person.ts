import { randomBytes, randomUUID } from 'node:crypto';
import { sealFound } from '../../../src/features/identification/sealed-identity.ts';
import type { TestPortal } from '../portal.ts';

/** Settings of a FAS that nobody reaches, for tests that begin behind it. */
export const NO_ONE_AT_FAS = {
  FAS_ISSUER: 'http://127.0.0.1:9/fas/oauth2',
  FAS_CLIENT_ID: 'portal',
  FAS_CLIENT_SECRET: 'a secret of sixteen characters',
};

/** A person whom no other account knows. The number is one of the year 1985, with a serial number of its own. */
function newPerson() {
  const body = `850730${String(1 + Math.floor(Math.random() * 990)).padStart(3, '0')}`;
  const nationalNumber = `${body}${String(97 - (Number(body) % 97)).padStart(2, '0')}`;
  const name = { firstName: 'Lucie', lastName: 'Lambert' };
  return {
    ...name,
    nationalNumber,
    subject: randomUUID(),
    csamLevel: 500,
    acr: 'Level500',
    means: 'eid' as const,
    enterpriseNumber: null,
  };
}

/** Puts an account where it is once FAS has said who it was, in its latest sign-in. Returns the id of the attempt. */
export async function insertFoundPerson({ app }: TestPortal, email: string): Promise<string> {
  const { pool } = app.db;
  const signIn = await pool.query(
    `select sign_ins.id, citizen_id from sign_ins join citizens on citizens.id = citizen_id
     where email = $1 order by signed_in_at desc limit 1`,
    [email],
  );
  const [{ id: signInId, citizen_id: citizenId }] = signIn.rows;
  const found = sealFound(app.sealing, { of: citizenId, person: newPerson() }, 900);
  const { rows } = await pool.query(
    `insert into identification_attempts (state_digest, citizen_id, sign_in_id, secrets, level, next, begun_at, expires_at,
       returned_at, found)
     values ($1, $2, $3, '', 2, '/fr/my-space', now(), now() + interval '40 minutes', now(), $4) returning id`,
    [randomBytes(32), citizenId, signInId, found],
  );
  return rows[0].id;
}
