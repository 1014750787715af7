import type { Language } from '../../../domain/language.ts';
import { formatDateTime } from '../../../web/page/format.ts';
import { isTextKey, type Translate } from '../../../web/page/texts.ts';
import type { MailDelivery } from './mail-deliveries.repository.ts';

export type MailInWords = { kind: string; askedAt: string; outcome: string };

/** Says of a mail what it was about, when it was asked for, and what became of it, as one would on the telephone. */
export function mailInWords(mail: MailDelivery, { t, language }: { t: Translate; language: Language }): MailInWords {
  return {
    kind: mailKindInWords(mail.kind, t),
    askedAt: formatDateTime(mail.askedAt, language),
    outcome: outcomeOf(mail, t),
  };
}

/** A kind that this release no longer knows is « another mail ». */
export function mailKindInWords(kind: string, t: Translate): string {
  const key = `notifications:mailKind.${kind}`;
  return isTextKey(key) ? t(key) : t('notifications:mailKind.other');
}

function outcomeOf({ state, reason: why }: MailDelivery, t: Translate): string {
  const reason = t(`notifications:reason.${why ?? 'unclear'}`);
  if (state === 'waiting' && why === null) return t('notifications:outcome.sending');
  return t(`notifications:outcome.${state}`, { reason });
}
