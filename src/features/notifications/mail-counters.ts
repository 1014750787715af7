import type { App } from '../../app.ts';
import type { Quota } from '../../platform/quotas.ts';
import type { MailKind } from './mails.ts';

type Counted = { kind: MailKind; to: string; sender: string | null };
export type Counter = { quota: Quota; key: string };

/** The counters that a mail is taken from: that of its recipient, and that of who causes it. */
export function countersOf(
  { mails, mailQuotas }: Pick<App, 'mails' | 'mailQuotas'>,
  { kind, to, sender }: Counted,
): Counter[] {
  const quotas = mailQuotas[kind];
  const bySender = sender === null || mails[kind].countedAtForm === true ? null : quotas.sender;
  return [
    ...(bySender === null || sender === null ? [] : [{ quota: bySender, key: sender }]),
    ...(quotas.recipient === null ? [] : [{ quota: quotas.recipient, key: to.toLowerCase() }]),
  ];
}

/** Takes from all the counters or from none. Returns null when one of them has nothing left. */
export async function takeAll(counters: readonly Counter[]): Promise<readonly Counter[] | null> {
  const taken: Counter[] = [];
  for (const counter of counters) {
    if ((await counter.quota.take(counter.key)) > 0) {
      await giveBack(taken);
      return null;
    }
    taken.push(counter);
  }
  return taken;
}

export async function giveBack(counters: readonly Counter[]): Promise<void> {
  for (const { quota, key } of counters) await quota.giveBack(key);
}
