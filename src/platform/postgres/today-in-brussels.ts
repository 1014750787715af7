import { sql } from '../database.ts';

/** The day that it is in Brussels by the clock of the database, which all processes share. */
export const TODAY_IN_BRUSSELS = sql`(now() at time zone 'Europe/Brussels')::date`;
