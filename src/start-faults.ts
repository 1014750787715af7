import type { Config } from './config.ts';
import { ConfigError } from './config.ts';
import { MailServerRefusal } from './platform/mail/mailer.ts';
import { PostgresTooOldError } from './platform/postgres/migrate.ts';
import { ServingRoleMissingError } from './platform/postgres/serving-role.ts';
import { OwnerFault } from './prepare.ts';

type Places = Pick<Config, 'port' | 'host' | 'databaseUrl' | 'databaseOwnerUrl' | 'dataDirectory'>;

/**
 * Returns what the person who starts the portal is told: the setting concerned, what is wrong and what to do. It never
 * holds a password.
 */
export function startFaultInWords(error: unknown, config: Places | null): string {
  if (error instanceof ConfigError) return `The configuration is not right:\n${error.message}`;
  return `The portal did not start: ${faultInWords(error, config)}`;
}

/** The same for whatever else an operator begins. An accident that is not known is told in its own words. */
export function faultInWords(error: unknown, config: Places | null): string {
  const known = config === null ? null : knownFault(error, config);
  return known ?? (error instanceof Error ? error.message || error.name : String(error));
}

function knownFault(error: unknown, config: Places): string | null {
  const asOwner = error instanceof OwnerFault;
  const fault: unknown = asOwner ? error.cause : error;
  const database = databaseOf(config, asOwner);
  if (fault instanceof PostgresTooOldError) {
    return `${database.setting}: ${database.place} is Postgres ${fault.version}: give Postgres 15 or later`;
  }
  if (fault instanceof ServingRoleMissingError) {
    const remedy = `create role "${fault.role}" login password '…'`;
    return `DATABASE_URL: ${database.place} has no user ${fault.role}: type there « ${remedy} »`;
  }
  if (fault instanceof MailServerRefusal) {
    return fault.refused === 'user'
      ? 'SMTP_URL: the mail server refuses this user or password: give those of the portal'
      : 'SMTP_URL: the mail server offers no TLS: give smtps://, another port, or SMTP_TLS=off on a network of your own';
  }
  // When a name has several addresses and none answers, one error holds those of all.
  const first: unknown = fault instanceof AggregateError ? fault.errors[0] : fault;
  if (!(first instanceof Error)) return null;
  const { code = '', syscall = '', path = '' } = first as NodeJS.ErrnoException;
  const said = { code, syscall, path, message: first.message };
  return listenFault(config, said) ?? diskFault(config, said) ?? databaseFault(database, said);
}

type Said = { code: string; syscall: string; path: string; message: string };

function listenFault({ port, host }: Places, { code, syscall }: Said): string | null {
  if (syscall !== 'listen' && syscall !== 'bind') return null;
  if (code === 'EADDRINUSE') {
    return `PORT ${port} is taken: another program listens there, perhaps another portal. Stop it or give another PORT`;
  }
  if (code === 'EACCES') return `PORT ${port} is not for this user: give a PORT from 1024 up`;
  if (code === 'EADDRNOTAVAIL')
    return `HOST ${host} is no address of this machine: give one that is, or 0.0.0.0 for all`;
  return null;
}

function diskFault({ dataDirectory, databaseUrl }: Places, { code, path, message }: Said): string | null {
  const place = path === '' ? dataDirectory : path;
  if (['EACCES', 'EPERM', 'EROFS', 'ENOTDIR'].includes(code)) {
    return `DATA_DIR: ${place} cannot be written: give this user the right to, or another DATA_DIR`;
  }
  // What the embedded Postgres says before it serves has no code; a Postgres that serves says the same of its own disk.
  const isUnmade = databaseUrl === null && code === '' && /No space left on device/.test(message);
  if (code === 'ENOSPC' || code === 'EDQUOT' || isUnmade) {
    return `DATA_DIR: the disk of ${place} is full: make room, or give another`;
  }
  return null;
}

/** Recognises the SQLSTATE codes of the Postgres manual, appendix A. */
function databaseFault({ setting, place, embedded }: PostgresPlace, { code, syscall, message }: Said): string | null {
  if (code === '28P01' || code === '28000') {
    return `${setting}: ${place} refuses this user or password: give those of the portal`;
  }
  if (code === '3D000') return `${setting}: ${place} has no such database: create it, or give another name`;
  if (code === '42501') return `${setting}: this user may not create tables in ${place}: grant it, or give its owner`;
  if (code === '53100') return `${setting}: the disk of ${place} is full: make room there`;
  if (code === '53300') return `${setting}: ${place} takes no more connections: raise its max_connections`;
  if (['connect', 'getaddrinfo', 'read'].includes(syscall) || /timeout|Connection terminated/.test(message)) {
    if (embedded) return `${setting}: ${place} has stopped: see whether its disk is full, and read its postgres.log`;
    const why = code === '' ? 'no answer' : code;
    return `${setting}: no Postgres answers at ${place} (${why}): start it, or give the right address`;
  }
  return null;
}

/** The setting that gives a Postgres, and the parts of its address that may be shown: host, port and database name. */
type PostgresPlace = { setting: string; place: string; embedded: boolean };

function databaseOf({ databaseUrl, databaseOwnerUrl, dataDirectory }: Places, asOwner: boolean): PostgresPlace {
  if (databaseUrl === null) {
    return { setting: 'DATA_DIR', place: `the embedded Postgres in ${dataDirectory}`, embedded: true };
  }
  const owner = asOwner ? databaseOwnerUrl : null;
  const { hostname, port, pathname } = new URL(owner ?? databaseUrl);
  const place = `${hostname}:${port === '' ? '5432' : port}${pathname}`;
  return { setting: owner === null ? 'DATABASE_URL' : 'DATABASE_OWNER_URL', place, embedded: false };
}
