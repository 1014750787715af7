import type { App } from '../../../app.ts';
import type { Language } from '../../../domain/language.ts';
import { newLinkToken } from '../../../platform/sealing.ts';
import { composeMail } from '../../notifications/mails.ts';
import { insertAccountLink } from '../account-links.repository.ts';
import { findCitizenByEmail } from '../citizens.repository.ts';

const LIFE_MINUTES = 30;

/** Mails the link to the address as the account has it, never as it was typed. Nothing for an address without account. */
export async function sendPasswordReset(
  app: Pick<App, 'config' | 'db' | 'mailer' | 'templates' | 'texts'>,
  asked: { email: string; language: Language },
): Promise<void> {
  const citizen = await findCitizenByEmail(app.db, asked.email);
  if (citizen === null) return;
  const { id, email, language } = citizen;
  const { token, digest } = newLinkToken();
  await app.db.transaction((tx) =>
    insertAccountLink(tx, { citizenId: id, email, purpose: 'reset-password', digest, lifeMinutes: LIFE_MINUTES }),
  );
  const url = `${app.config.publicOrigin}/${language}/password-reset/${token}`;
  const message = { kind: 'reset-password', url, minutes: LIFE_MINUTES } as const;
  await app.mailer.send(composeMail(app, { message, to: email, language }));
}
