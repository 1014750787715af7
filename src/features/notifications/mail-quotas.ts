import type { Db } from '../../platform/database.ts';
import { createQuota, type Quota } from '../../platform/quotas.ts';
import { type Bound, MAIL_BOUNDS, type MailBound } from './mail-bounds.ts';
import type { MailKind } from './mails.ts';

/** The counters for the limits of mail-bounds.ts; null where there is no limit. */
export type MailQuotas = Readonly<Record<MailKind, { recipient: Quota | null; sender: Quota | null }>>;

/** Creates the counters in Postgres, as for all quotas, so that all processes share them. */
export function createMailQuotas(db: Db): MailQuotas {
  const quota = (name: string, bound: Bound | null) =>
    bound === null ? null : createQuota({ db, name, points: bound.mails, seconds: bound.seconds });
  const kinds = Object.entries(MAIL_BOUNDS) as [MailKind, MailBound][];
  const made = kinds.map(([kind, { recipient, sender }]) => [
    kind,
    { recipient: quota(`mail to ${kind}`, recipient), sender: quota(`mail by ${kind}`, sender) },
  ]);
  return Object.fromEntries(made) as MailQuotas;
}
