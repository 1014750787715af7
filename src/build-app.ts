import path from 'node:path';
import type { App } from './app.ts';
import type { Config } from './config.ts';
import { CurrentCommune } from './domain/current-commune.ts';
import { createMailQuotas } from './features/notifications/mail-quotas.ts';
import { loadCaptchaSounds } from './platform/captcha/captcha-audio.ts';
import { systemClock } from './platform/clock.ts';
import { Database } from './platform/database.ts';
import { createDocuments } from './platform/documents/documents.ts';
import { createLog } from './platform/log.ts';
import { keepingMailer, smtpMailer } from './platform/mail/mailer.ts';
import { createMetrics } from './platform/metrics.ts';
import { createPasswords } from './platform/passwords.ts';
import { createPdfs } from './platform/pdf/pdfs.ts';
import { createPool } from './platform/postgres/pool.ts';
import { createQuotas } from './platform/quotas.ts';
import { createClamdScanner } from './platform/scanner/clamd-scanner.ts';
import { createSealing } from './platform/sealing.ts';
import { createStorage } from './platform/storage/configured-storage.ts';
import { MAILS, quotaRules } from './quotas.ts';
import { loadTemplates } from './web/page/templates.ts';
import { loadTexts } from './web/page/texts.ts';

type Settled = { databaseUrl: string; sessionSecrets: readonly string[] };

/**
 * Builds every part of the portal for one process. `outside` lets tests replace the clock, the mailer, the log and
 * the cost of passwords, and nothing else.
 */
export async function buildApp(
  config: Config,
  settled: Settled,
  outside: Partial<Pick<App, 'clock' | 'mailer' | 'log' | 'passwords'>> = {},
): Promise<App> {
  const log = outside.log ?? createLog(config.logLevel);
  const clock = outside.clock ?? systemClock;
  const pool = createPool({ url: settled.databaseUrl, max: 8, log });
  const db = new Database(pool);
  const commune = new CurrentCommune(config.commune);
  return {
    config,
    commune,
    log,
    clock,
    db,
    mailer: outside.mailer ?? createMailer(config, commune),
    storage: createStorage(config.documents.bucket, config.dataDirectory),
    documents: createDocuments(),
    scanner: config.documents.clamdUrl === null ? null : createClamdScanner(config.documents.clamdUrl),
    passwords: outside.passwords ?? createPasswords(),
    pdfs: createPdfs(),
    // The library of OpenID Connect costs 14 ms and 4 MiB, which a portal without FAS spares.
    fas: config.fas === null ? null : (await import('./platform/fas/fas.ts')).createFas(config.fas, clock),
    sealing: createSealing(settled.sessionSecrets, clock),
    captchaSounds: loadCaptchaSounds(),
    quotas: createQuotas(db, quotaRules(config)),
    mails: MAILS,
    mailQuotas: createMailQuotas(db, MAILS),
    texts: loadTexts(commune),
    templates: loadTemplates(path.resolve(import.meta.dirname, '../views')),
    metrics: createMetrics(),
    state: { stopping: false, jobs: null, settings: null },
  };
}

function createMailer({ smtpUrl, smtpTls, mailFrom, dataDirectory }: Config, commune: CurrentCommune) {
  if (smtpUrl === null) return keepingMailer(path.join(dataDirectory, 'outbox'));
  return smtpMailer({ url: smtpUrl, from: mailFrom, replyTo: () => commune.settings.email, tls: smtpTls });
}
