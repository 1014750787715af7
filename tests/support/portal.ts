import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { App } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import type { Definition } from '../../src/features/procedures/definition/definition.ts';
import { loadDefinitions } from '../../src/features/procedures/definitions.ts';
import type { Mail } from '../../src/platform/mail/mailer.ts';
import { createPasswords } from '../../src/platform/passwords.ts';
import { serve } from '../../src/serve.ts';
import type { BodyTime } from '../../src/web/listener/body-time.ts';
import { atTheEnd } from './cleanup.ts';
import { createTestDatabase } from './database.ts';
import { freePort } from './free-port.ts';
import { until, untilFound } from './until.ts';

export const TEST_SECRET = randomBytes(32).toString('base64url');
/** Limits so high that a test file signs in and up without reaching them. */
export const GENEROUS = {
  SIGN_UP_LIMIT_PER_HOUR: '100000',
  WIDE_SIGN_UP_LIMIT_PER_HOUR: '100000',
  SIGN_UPS_PER_HOUR: '100000',
  SIGN_IN_LIMIT_PER_5_MINUTES: '100000',
  CAPTCHA_LIMIT_PER_HOUR: '100000',
  PASSWORD_RESET_LIMIT_PER_10_MINUTES: '100000',
  PROFILES_PER_DAY: '100000',
  GUEST_DRAFTS_PER_HOUR: '100000',
  MESSAGES_PER_HOUR: '100000',
  UNKNOWN_CODES_PER_HOUR: '100000',
  WRONG_CLAIMS_PER_HOUR: '100000',
  HELPDESK_SEARCHES_PER_HOUR: '100000',
};

/** These are read once for all the portals of a process. */
const DEFINITIONS = loadDefinitions();
/** Hardly any: at the cost that is safe, passwords would take a tenth of all tests. */
const CHEAP_PASSWORDS = createPasswords({ memoryCost: 64 });

export type TestPortal = {
  origin: string;
  app: App;
  /** The URL of the role that owns the tables, by which a test may change them. */
  databaseUrl: string;
  clock: { now(): Date; advance(seconds: number): void };
  mails: Mail[];
  logged: string[];
  /** Stops the portal as a signal does, once. */
  stop(): Promise<void>;
  /** Waits for the next mail to an address, and for the job that sends it. */
  mailTo(address: string, subject?: RegExp): Promise<Mail>;
};
type PortalOptions = {
  environment?: Record<string, string>;
  smtp?: boolean;
  definitions?: readonly Definition[];
  bodyTime?: BodyTime;
  /** True for a test of what is slow or costly about passwords: they are hashed as the portal hashes them. */
  realPasswords?: boolean;
  /** True for a test that provokes answers with 500. In any other test such an answer fails the file at its end. */
  accidents?: boolean;
};

/**
 * Starts the real server on a free port, with a database of its own. Only the clock, the output of the log, the
 * sending of mails and the cost of passwords are replaced. What the portal does each minute, hour or night begins when a
 * test asks for it, not in the middle of one.
 */
export async function startPortal({
  environment = {},
  smtp = false,
  accidents = false,
  realPasswords = false,
  definitions = DEFINITIONS,
  ...given
}: PortalOptions = {}): Promise<TestPortal> {
  const { url, servingUrl, db } = await createTestDatabase();
  const port = await freePort();
  const dataDirectory = await mkdtemp(path.join(tmpdir(), 'portal-data-'));
  const config = readConfig({
    PORT: String(port),
    DATA_DIR: dataDirectory,
    NODE_ENV: 'test',
    ...GENEROUS,
    ...environment,
  });
  const mails: Mail[] = [];
  const logged: string[] = [];
  const clock = movableClock();
  const mailer = { send: async (mail: Mail) => void mails.push(mail), close() {} };
  const passwords = realPasswords ? createPasswords() : CHEAP_PASSWORDS;
  const outside = { clock, log: recordingLog(logged), passwords, ...(smtp ? {} : { mailer }) };
  const settled = { databaseUrl: servingUrl, sessionSecrets: [TEST_SECRET], crontab: '' };
  const serving = await serve(config, { ...settled, outside, definitions, ...given });
  let stopped: Promise<void> | null = null;
  const stop = () => {
    stopped ??= serving.stop();
    return stopped;
  };
  atTheEnd(async () => {
    await stop();
    await rm(dataDirectory, { recursive: true, force: true });
    const met = logged.filter((line) => line.includes('"status":500') && line.includes('request failed'));
    if (!accidents) assert.deepEqual(met, [], 'a request met an accident');
  });
  void db;
  return {
    origin: config.publicOrigin,
    app: serving.app,
    databaseUrl: url,
    clock,
    mails,
    logged,
    stop,
    mailTo: waitForMail(mails),
  };
}

function movableClock() {
  let offset = 0;
  return {
    now: () => new Date(Date.now() + offset),
    advance(seconds: number) {
      offset += seconds * 1_000;
    },
  };
}

function recordingLog(lines: string[]): App['log'] {
  const write = (...parts: unknown[]) => void lines.push(JSON.stringify(parts));
  return { debug: write, info: write, warn: write, error: write, fatal: write };
}

function waitForMail(mails: Mail[]): TestPortal['mailTo'] {
  return (address, subject = /./) => {
    const find = () => {
      const index = mails.findIndex((mail) => mail.to === address && subject.test(mail.subject));
      return index < 0 ? undefined : mails.splice(index, 1)[0];
    };
    const sent = () => mails.map((mail) => `${mail.to} ${mail.subject}`).join('; ');
    return untilFound(find, () => `a mail to ${address} matching ${subject}; sent: ${sent()}`);
  };
}

/** Waits until every due job is done. A mail that has not been sent by then will not be sent. */
export async function untilNoJobs({ app }: TestPortal): Promise<void> {
  const left = 'select 1 from graphile_worker._private_jobs limit 1';
  await until(async () => (await app.db.pool.query(left)).rowCount === 0, 'no job left');
}

/** Returns the first link of the portal in a mail. */
export function linkIn(mail: Mail): string {
  const [link] = /https?:\/\/\S+/.exec(mail.text) ?? [];
  if (link === undefined) throw new Error(`no link in « ${mail.subject} »`);
  return link;
}
