import { LANGUAGE_NAMES } from '../../../domain/language.ts';
import { formatEnterpriseNumber } from '../../../domain/numbers/enterprise-number.ts';
import { formatDate, formatDateTime, formatLocalDate, formatNumber } from '../../../web/page/format.ts';
import type { Shell } from '../../../web/page/shell.ts';
import type { MailDelivery } from '../../notifications/deliveries/mail-deliveries.repository.ts';
import { mailInWords } from '../../notifications/deliveries/mail-words.ts';
import type { AccountFacts, HelpedAccount, HelpedProfile } from './helped-accounts.repository.ts';

/** The sentences about one subject, in order. */
export type SaidBlock = { id: string; title: string; sentences: readonly string[] };
type Known = {
  account: HelpedAccount;
  facts: AccountFacts;
  profiles: readonly HelpedProfile[];
  mails: readonly MailDelivery[];
};

/** Returns the state of the account in whole sentences, so that a colleague can read them out on the telephone. */
export function accountSentences(known: Known, shell: Shell): SaidBlock[] {
  const { t } = shell;
  const block = (
    id: 'state' | 'signIns' | 'mails' | 'profiles' | 'requests',
    sentences: readonly string[],
  ): SaidBlock => ({
    id,
    title: t(`helpdesk:block.${id}`),
    sentences,
  });
  return [
    block('state', stateOf(known.account, shell)),
    block('signIns', signInsOf(known, shell)),
    block('mails', mailsOf(known.mails, shell)),
    block('profiles', profilesOf(known.profiles, shell)),
    block('requests', [requestsOf(known.facts, shell)]),
  ];
}

function stateOf(account: HelpedAccount, { t, language }: Shell): string[] {
  const { status, emailConfirmedAt, createdAt, language: spoken, keptUntil, askedToHandOver } = account;
  const closing =
    keptUntil === null ? [] : [t('helpdesk:said.keptUntil', { day: formatLocalDate(keptUntil, language) })];
  return [
    t(`helpdesk:said.${status}`),
    emailConfirmedAt === null
      ? t('helpdesk:said.unconfirmed')
      : t('helpdesk:said.confirmed', { day: formatDate(emailConfirmedAt, language) }),
    t('helpdesk:said.since', { day: formatDate(createdAt, language), language: LANGUAGE_NAMES[spoken] }),
    ...closing,
    ...(askedToHandOver ? [t('helpdesk:said.handOver')] : []),
  ];
}

function signInsOf(known: Known, { t, language }: Shell): string[] {
  const { refusedSignIns, delayedUntil, openSessions } = known.facts;
  return [
    ...lastSignInOf(known, { t, language }),
    refusedSignIns === 0 ? t('helpdesk:said.noRefusal') : t('helpdesk:said.refusals', { count: refusedSignIns }),
    delayedUntil === null
      ? t('helpdesk:said.noDelay')
      : t('helpdesk:said.delay', { when: formatDateTime(delayedUntil, language) }),
    openSessions === 0 ? t('helpdesk:said.noSession') : t('helpdesk:said.sessions', { count: openSessions }),
  ];
}

/**
 * The history of sign-ins gives the moment and the means, for a year; after that the account itself still gives the
 * day.
 */
function lastSignInOf({ account, facts }: Known, { t, language }: Pick<Shell, 't' | 'language'>): string[] {
  const { lastSignInAt, lastSignInBy } = facts;
  if (lastSignInAt !== null && lastSignInBy !== null) {
    const by = t(`accounts:sessions.by.${lastSignInBy}`);
    return [t('helpdesk:said.lastSignIn', { when: formatDateTime(lastSignInAt, language), by })];
  }
  const day = account.lastSignedInOn;
  return day === null ? [] : [t('helpdesk:said.lastUsed', { day: formatLocalDate(day, language) })];
}

function mailsOf(mails: readonly MailDelivery[], { t, language }: Shell): string[] {
  if (mails.length === 0) return [t('helpdesk:said.noMail')];
  return mails.map((mail) => {
    const { kind, askedAt: when, outcome } = mailInWords(mail, { t, language });
    return t('helpdesk:said.mail', { kind, when, outcome });
  });
}

function profilesOf(profiles: readonly HelpedProfile[], { t }: Shell): string[] {
  if (profiles.length === 0) return [t('helpdesk:said.noProfile')];
  return profiles.map(({ name, role, enterpriseNumber }) =>
    t(`helpdesk:said.${role}`, { organisation: name, number: formatEnterpriseNumber(enterpriseNumber) }),
  );
}

function requestsOf({ requests }: AccountFacts, { t, language }: Shell): string {
  if (requests === 0) return t('helpdesk:said.noRequest');
  if (requests > 1_000) return t('helpdesk:said.manyRequests', { number: formatNumber(1_000, language) });
  return t('helpdesk:said.requests', { count: requests });
}
