import type { Db } from '../../platform/database.ts';
import { createQuota, type Quota } from '../../platform/quotas.ts';
import type { Bound, MailBound } from './mail-bounds.ts';

/** The counters for the limits of each kind; null where there is no limit. */
export type MailQuotas<Kind extends string> = Readonly<Record<Kind, { recipient: Quota | null; sender: Quota | null }>>;

/** Creates the counters in Postgres, as for all quotas, so that all processes share them. */
export function createMailQuotas<Kind extends string>(
  db: Db,
  mails: Readonly<Record<Kind, MailBound>>,
): MailQuotas<Kind> {
  const quota = (name: string, bound: Bound | null) =>
    bound === null ? null : createQuota({ db, name, points: bound.mails, seconds: bound.seconds });
  const made = Object.entries<MailBound>(mails).map(([kind, { recipient, sender }]) => [
    kind,
    { recipient: quota(`mail to ${kind}`, recipient), sender: quota(`mail by ${kind}`, sender) },
  ]);
  return Object.fromEntries(made) as MailQuotas<Kind>;
}
