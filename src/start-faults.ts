import type { Config } from './config.ts';
import { ConfigError } from './config.ts';
import { MailServerRefusal } from './platform/mail/mailer.ts';
import { PostgresTooOldError } from './platform/postgres/migrate.ts';
import { ServingRoleMissingError } from './platform/postgres/serving-role.ts';

type Places = Pick<Config, 'port' | 'host' | 'databaseUrl' | 'databaseOwnerUrl' | 'dataDirectory'>;

/**
 * Returns what the person who starts the portal is told: the setting concerned, what is wrong and what to do. It never
 * holds a password.
 */
export function startFaultInWords(error: unknown, config: Places | null): string {
  if (error instanceof ConfigError) return `The configuration is not right:\n${error.message}`;
  const known = config === null ? null : knownFault(error, config);
  const said = error instanceof Error ? error.message || error.name : String(error);
  return `The portal did not start: ${known ?? said}`;
}

function knownFault(error: unknown, config: Places): string | null {
  if (error instanceof PostgresTooOldError) {
    return `DATABASE_URL: ${databaseOf(config)} is Postgres ${error.version}: give Postgres 15 or later`;
  }
  if (error instanceof ServingRoleMissingError) {
    const remedy = `create role "${error.role}" login password '…'`;
    return `DATABASE_URL: ${databaseOf(config)} has no user ${error.role}: type there « ${remedy} »`;
  }
  if (error instanceof MailServerRefusal) {
    return error.refused === 'user'
      ? 'SMTP_URL: the mail server refuses this user or password: give those of the portal'
      : 'SMTP_URL: the mail server offers no TLS: give smtps://, another port, or SMTP_TLS=off on a network of your own';
  }
  // When a name has several addresses and none answers, one error holds those of all.
  const first: unknown = error instanceof AggregateError ? error.errors[0] : error;
  if (!(first instanceof Error)) return null;
  const { code = '', syscall = '', path = '' } = first as NodeJS.ErrnoException;
  return (
    listenFault(config, { code, syscall }) ??
    diskFault(config, { code, path }) ??
    databaseFault(config, { code, syscall, message: first.message })
  );
}

function listenFault({ port, host }: Places, { code, syscall }: { code: string; syscall: string }): string | null {
  if (syscall !== 'listen' && syscall !== 'bind') return null;
  if (code === 'EADDRINUSE') {
    return `PORT ${port} is taken: another program listens there, perhaps another portal. Stop it or give another PORT`;
  }
  if (code === 'EACCES') return `PORT ${port} is not for this user: give a PORT from 1024 up`;
  if (code === 'EADDRNOTAVAIL')
    return `HOST ${host} is no address of this machine: give one that is, or 0.0.0.0 for all`;
  return null;
}

function diskFault({ dataDirectory }: Places, { code, path }: { code: string; path: string }): string | null {
  const place = path === '' ? dataDirectory : path;
  if (['EACCES', 'EPERM', 'EROFS', 'ENOTDIR'].includes(code)) {
    return `DATA_DIR: ${place} cannot be written: give this user the right to, or another DATA_DIR`;
  }
  if (code === 'ENOSPC' || code === 'EDQUOT')
    return `DATA_DIR: the disk of ${place} is full: make room, or give another`;
  return null;
}

/** Recognises the SQLSTATE codes of the Postgres manual, appendix A. */
function databaseFault(config: Places, fault: { code: string; syscall: string; message: string }): string | null {
  const { code, syscall, message } = fault;
  const place = databaseOf(config);
  if (code === '28P01' || code === '28000') {
    return `DATABASE_URL: ${place} refuses this user or password: give those of the portal`;
  }
  if (code === '3D000') return `DATABASE_URL: ${place} has no such database: create it, or give another name`;
  if (code === '42501') {
    const name = config.databaseOwnerUrl === null ? 'DATABASE_URL' : 'DATABASE_OWNER_URL';
    return `${name}: this user may not create tables in ${place}: grant it, or give its owner`;
  }
  if (code === '53100') return `DATABASE_URL: the disk of ${place} is full: make room there`;
  if (code === '53300') return `DATABASE_URL: ${place} takes no more connections: raise its max_connections`;
  if (['connect', 'getaddrinfo', 'read'].includes(syscall) || /timeout|Connection terminated/.test(message)) {
    const why = code === '' ? 'no answer' : code;
    return `DATABASE_URL: no Postgres answers at ${place} (${why}): start it, or give the right address`;
  }
  return null;
}

/** Returns the parts of the address that may be shown: host, port and database name. */
function databaseOf({ databaseUrl }: Places): string {
  if (databaseUrl === null) return 'the embedded database';
  const { hostname, port, pathname } = new URL(databaseUrl);
  return `${hostname}:${port === '' ? '5432' : port}${pathname}`;
}
