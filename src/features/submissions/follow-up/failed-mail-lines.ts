import type { Shell } from '../../../web/page/shell.ts';
import type { MailDelivery } from '../../notifications/deliveries/mail-deliveries.repository.ts';
import { mailInWords } from '../../notifications/deliveries/mail-words.ts';
import type { EventLine } from './event-text.ts';

/** Says in the timeline which mails did not arrive, and why: whoever waits for one reads here that none will come. */
export function failedMailLines(
  mails: readonly MailDelivery[],
  { t, language }: Pick<Shell, 't' | 'language'>,
): EventLine[] {
  return mails.map((mail) => {
    const { kind, outcome, askedAt: when } = mailInWords(mail, { t, language });
    return { at: mail.askedAt, when, text: t('submissions:event.mail-failed', { kind, outcome }), words: null };
  });
}

/** Puts lines of several kinds in the order in which they happened. */
export const inOrder = <Line extends { at: Date }>(lines: readonly Line[]): Line[] =>
  lines.toSorted((one, other) => one.at.getTime() - other.at.getTime());
