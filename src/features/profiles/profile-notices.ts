import { z } from 'zod';
import type { App } from '../../app.ts';
import { EnterpriseNumber, formatEnterpriseNumber } from '../../domain/enterprise-number.ts';
import { LANGUAGES } from '../../domain/language.ts';
import type { Transaction } from '../../platform/database.ts';
import { addJob } from '../../platform/jobs.ts';
import { composeMail, PROFILE_NOTICES } from '../notifications/mails.ts';

/** Says which profile by its number only: a name, which somebody typed, is never repeated in a mail. */
export const ProfileNotice = z.strictObject({
  kind: z.enum(PROFILE_NOTICES),
  email: z.string(),
  language: z.enum(LANGUAGES),
  enterpriseNumber: EnterpriseNumber,
});
export type ProfileNotice = z.infer<typeof ProfileNotice>;

export function queueProfileNotice(tx: Transaction, notice: ProfileNotice): Promise<void> {
  return addJob(tx, { name: 'send-profile-notice', payload: notice });
}

/**
 * Ten a day to one address, the rest is dropped: Mon espace tells it all, and nobody can be flooded through an address that
 * somebody gave. `access-at-commune` goes to the commune's own mailbox, which has no limit, and leads to the
 * staff's pages.
 */
export async function sendProfileNotice(
  app: Pick<App, 'config' | 'mailer' | 'quotas' | 'templates' | 'texts'>,
  { kind, email, language, enterpriseNumber }: ProfileNotice,
): Promise<void> {
  const { profileNotices } = app.quotas;
  const toCommune = kind === 'access-at-commune';
  if (!toCommune && (await profileNotices.take(email)) > 0) return;
  const message = {
    kind,
    url: `${app.config.publicOrigin}/${language}${toCommune ? '/admin' : '/my-space'}`,
    number: formatEnterpriseNumber(enterpriseNumber),
  };
  try {
    await app.mailer.send(composeMail(app, { message, to: email, language }));
  } catch (error) {
    // The job is tried again: what did not leave does not count.
    if (!toCommune) await profileNotices.giveBack(email);
    throw error;
  }
}
