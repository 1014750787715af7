import type { TestPortal } from '../portal.ts';

type Of = { email: string };

/** Makes it the day when nobody had signed in to the account for so long, and ends its sessions. */
export async function idleFor({ app }: TestPortal, { email }: Of, since: string): Promise<void> {
  await app.db.pool.query(
    `update citizens set last_signed_in_on = ((now() at time zone 'Europe/Brussels')::date - $2::interval)::date
    where email = $1`,
    [email, since],
  );
  await app.db.pool.query('delete from sessions where citizen_id = (select id from citizens where email = $1)', [
    email,
  ]);
}

/** Dates the last day and the last sign-in of an account back by that many days. */
export async function daysLater({ app }: TestPortal, { email }: Of, days: number): Promise<void> {
  await app.db.pool.query(
    `update citizens set kept_until = kept_until - $2::integer, last_signed_in_on = last_signed_in_on - $2::integer
    where email = $1`,
    [email, days],
  );
}

export type Idleness = { step: string | null; daysLeft: number | null; idleDays: number };

/** Returns what is kept about an account that may be idle. */
export async function idlenessOf({ app }: TestPortal, { email }: Of): Promise<Idleness> {
  const { rows } = await app.db.pool.query<Idleness>(
    `select idle_step as step, kept_until - today as "daysLeft", today - last_signed_in_on as "idleDays"
    from citizens, (select (now() at time zone 'Europe/Brussels')::date as today) days where email = $1`,
    [email],
  );
  const [row] = rows;
  if (row === undefined) throw new Error('no account has this address');
  return row;
}
