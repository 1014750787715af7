import type { Config } from './config.ts';
import type { CurrentCommune } from './domain/current-commune.ts';
import type { MailQuotas } from './features/notifications/mail-quotas.ts';
import type { CaptchaSounds } from './platform/captcha/captcha-audio.ts';
import type { Clock } from './platform/clock.ts';
import type { Database } from './platform/database.ts';
import type { Documents } from './platform/documents/documents.ts';
import type { Fas } from './platform/fas/fas.ts';
import type { Log } from './platform/log.ts';
import type { Mailer } from './platform/mail/mailer.ts';
import type { Metrics } from './platform/metrics.ts';
import type { Passwords } from './platform/passwords.ts';
import type { Pdfs } from './platform/pdf/pdfs.ts';
import type { ProcessState } from './platform/process-state.ts';
import type { Quota } from './platform/quotas.ts';
import type { Scanner } from './platform/scanner/scanner.ts';
import type { Sealing } from './platform/sealing.ts';
import type { Storage } from './platform/storage/storage.ts';
import type { Mails, QuotaName } from './quotas.ts';
import type { Templates } from './web/page/templates.ts';
import type { Texts } from './web/page/texts.ts';

/** What `buildApp` builds once per process. A use case asks for the parts it needs by naming them. */
export type App = {
  config: Config;
  /** Whose portal this is, as administrators have set it. */
  commune: CurrentCommune;
  db: Database;
  mailer: Mailer;
  /** Where documents are kept. */
  storage: Storage;
  /** Judges and cleans documents that come in. */
  documents: Documents;
  /** Null where the settings name no clamd: documents are then unscanned. */
  scanner: Scanner | null;
  passwords: Passwords;
  pdfs: Pdfs;
  /** Null where the settings name no FAS: nobody is asked for their card then. */
  fas: Fas | null;
  sealing: Sealing;
  captchaSounds: CaptchaSounds;
  quotas: Readonly<Record<QuotaName, Quota>>;
  /** Every kind of mail. */
  mails: Mails;
  mailQuotas: MailQuotas<keyof Mails>;
  texts: Texts;
  templates: Templates;
  clock: Clock;
  log: Log;
  metrics: Metrics;
  state: ProcessState;
};
