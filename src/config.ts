import path from 'node:path';
import { z } from 'zod';
import { bic, communeOf, communeSettings, iban } from './config-commune.ts';
import { type DocumentsConfig, documentsOf, documentsProblems, documentsSettings } from './config-documents.ts';
import { type FasConfig, fasOf, fasProblems, fasSettings } from './config-fas.ts';
import { type Limits, limitSettings, limitsOf } from './config-limits.ts';
import { address, oneOf, origin, proxyList, secrets, wholeNumber } from './config-values.ts';
import type { CommuneSettings } from './domain/commune.ts';

const postgres = z.url({
  protocol: /^postgres(ql)?$/,
  error: 'give a Postgres, such as postgresql://user:password@host/name',
});
const Environment = z.object({
  NODE_ENV: oneOf('development', 'production', 'test').default('development'),
  PORT: z
    .string()
    .regex(/^\d{1,5}$/, 'give a port, such as 3000')
    .transform(Number)
    .refine((port) => port <= 65_535, 'give a port up to 65535')
    .default(3000),
  HOST: address.optional(),
  PUBLIC_ORIGIN: origin.optional(),
  DATABASE_URL: postgres.optional(),
  DATABASE_OWNER_URL: postgres.optional(),
  DATA_DIR: z.string().min(1).default('var'),
  SMTP_URL: z
    .url({ protocol: /^smtps?$/, error: 'give a mail server, such as smtps://user:password@host:465' })
    .optional(),
  SMTP_TLS: oneOf('required', 'opportunistic', 'off').optional(),
  MAIL_FROM: z
    .string()
    .min(3, 'give a sender, such as Portal <portal@mail.example>')
    .default('Espace personnel <espace-personnel@localhost>'),
  ...communeSettings,
  ...fasSettings,
  COMMUNE_IBAN: iban.optional(),
  COMMUNE_BIC: bic.optional(),
  SESSION_SECRET: secrets.optional(),
  TRUST_PROXY: proxyList.optional(),
  LOG_LEVEL: oneOf('fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent').default('info'),
  WEB_PROCESSES: wholeNumber({ from: 1, to: 64 }).default(1),
  STOP_DELAY_SECONDS: wholeNumber({ from: 0, to: 60 }).optional(),
  MAX_CONNECTIONS: wholeNumber({ from: 10, to: 100_000 }).default(1_000),
  COMPRESSION: oneOf('on', 'off').default('on'),
  ...documentsSettings,
  ...limitSettings,
});

export type Config = Readonly<{
  production: boolean;
  /** True on a developer's own machine: outside production, with an address that only this machine answers. */
  development: boolean;
  port: number;
  /** The address of this machine on which the portal listens; null for all addresses. */
  host: string | null;
  publicOrigin: string;
  /** Of the role that serves; null for the embedded Postgres. */
  databaseUrl: string | null;
  /** Of the role that owns the tables; null where the same role does both. */
  databaseOwnerUrl: string | null;
  dataDirectory: string;
  smtpUrl: string | null;
  smtpTls: 'required' | 'opportunistic' | 'off';
  mailFrom: string;
  /** The commune as it begins: `App.commune` is what holds. */
  commune: CommuneSettings;
  /** Null where people cannot identify themselves with the card. */
  fas: FasConfig | null;
  sessionSecrets: readonly string[] | null;
  trustProxy: string | null;
  logLevel: string;
  /** The addresses behind which a room of the commune has its computers. */
  roomAddresses: readonly string[];
  webProcesses: number;
  /** How long a stopping process goes on listening, in seconds: meanwhile the proxy sees that it is not ready. */
  stopDelaySeconds: number;
  /** The most connections that may be open at once in one process. */
  maxConnections: number;
  compression: boolean;
  documents: DocumentsConfig;
  limits: Limits;
}>;

export class ConfigError extends Error {}

/** Reads the environment. Throws ConfigError with the name of each wrong or missing value and its remedy. */
export function readConfig(environment: NodeJS.ProcessEnv = process.env): Config {
  const present = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = Environment.safeParse(present);
  if (!parsed.success) {
    throw new ConfigError(parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('\n'));
  }
  const missing = missingInProduction(parsed.data);
  if (missing.length > 0) throw new ConfigError(missing.join('\n'));
  return freeze(parsed.data);
}

/** Returns the environment for the web processes, with the values that the first process has settled. */
export function environmentForWorkers(settled: {
  databaseUrl: string;
  sessionSecrets: readonly string[];
  port: number;
}) {
  return {
    ...process.env,
    DATABASE_URL: settled.databaseUrl,
    SESSION_SECRET: settled.sessionSecrets.join(','),
    PORT: String(settled.port),
  };
}

type Parsed = z.output<typeof Environment>;

function missingInProduction(env: Parsed): string[] {
  const problems: string[] = [];
  const https = env.PUBLIC_ORIGIN?.startsWith('https://') ?? false;
  if (https && env.TRUST_PROXY === undefined) {
    problems.push(
      'TRUST_PROXY: PUBLIC_ORIGIN is https, so a proxy ends TLS: give its address, or no cookie would be sent',
    );
  }
  const production = env.NODE_ENV === 'production';
  problems.push(...fasProblems(env, { production }), ...documentsProblems(env, { production }));
  if (!production) return problems;
  if (env.PUBLIC_ORIGIN !== undefined && !https) {
    problems.push('PUBLIC_ORIGIN: must be https in production: cookies and passwords would travel in clear');
  }
  if (env.DATABASE_URL && env.DATABASE_OWNER_URL && userOf(env.DATABASE_URL) === userOf(env.DATABASE_OWNER_URL)) {
    problems.push('DATABASE_OWNER_URL: must be another user than DATABASE_URL: who serves may not own the tables');
  }
  const remedies = {
    PUBLIC_ORIGIN: 'give the address people type, such as https://portal.commune.example',
    DATABASE_URL: 'give the Postgres to use, such as postgresql://portal_serving:…@db/portal',
    DATABASE_OWNER_URL: 'give the same Postgres for the owner of the tables, such as postgresql://portal:…@db/portal',
    SESSION_SECRET: 'give one or more secrets of at least 32 random characters, the newest first, separated by commas',
    SMTP_URL: 'give the mail server, such as smtps://user:…@mail.example:465',
    COMMUNE_IBAN: 'give the account that fees are paid to, such as BE06 0961 2578 0022',
  } as const;
  for (const [name, remedy] of Object.entries(remedies)) {
    if (env[name as keyof typeof remedies] === undefined) problems.push(`${name}: required in production: ${remedy}`);
  }
  return problems;
}

const userOf = (url: string) => new URL(url).username;

function isLoopback(origin: string | undefined): boolean {
  return origin === undefined || ['localhost', '127.0.0.1', '[::1]'].includes(new URL(origin).hostname);
}

/**
 * In development the portal listens on this machine only. In production it listens on all addresses, as the proxy may
 * run on another machine.
 */
function defaultHost(development: boolean, origin: string | undefined): string | null {
  if (!development) return null;
  return origin?.includes('[::1]') ? '::1' : '127.0.0.1';
}

/** Tests start a FAS of their own where they need one. */
function portOfOwnFas({ NODE_ENV, PORT }: Parsed, development: boolean): number | null {
  return development && NODE_ENV === 'development' ? PORT + 1 : null;
}

function freeze(env: Parsed): Config {
  const development = env.NODE_ENV !== 'production' && isLoopback(env.PUBLIC_ORIGIN);
  const publicOrigin = env.PUBLIC_ORIGIN ?? `http://localhost:${env.PORT}`;
  return Object.freeze({
    production: env.NODE_ENV === 'production',
    development,
    port: env.PORT,
    host: env.HOST ?? defaultHost(development, env.PUBLIC_ORIGIN),
    publicOrigin,
    databaseUrl: env.DATABASE_URL ?? null,
    databaseOwnerUrl: env.DATABASE_OWNER_URL ?? null,
    dataDirectory: path.resolve(env.DATA_DIR),
    smtpUrl: env.SMTP_URL ?? null,
    smtpTls: env.SMTP_TLS ?? (env.NODE_ENV === 'production' ? 'required' : 'opportunistic'),
    mailFrom: env.MAIL_FROM,
    commune: communeOf(env),
    fas: fasOf(env, { publicOrigin, developmentPort: portOfOwnFas(env, development) }),
    sessionSecrets: env.SESSION_SECRET ?? null,
    trustProxy: env.TRUST_PROXY ?? null,
    logLevel: env.LOG_LEVEL,
    webProcesses: env.WEB_PROCESSES,
    stopDelaySeconds: env.STOP_DELAY_SECONDS ?? (env.NODE_ENV === 'production' ? 8 : 0),
    maxConnections: env.MAX_CONNECTIONS,
    compression: env.COMPRESSION === 'on',
    documents: documentsOf(env),
    roomAddresses: env.ROOM_ADDRESSES,
    limits: limitsOf(env),
  });
}
