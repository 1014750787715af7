import type { Language } from '../../../domain/language.ts';
import type { JobRun } from '../../../platform/jobs.ts';
import { formatDateTime } from '../../../web/page/format.ts';
import { type MailApp, sendMail } from '../../notifications/send-mail.ts';
import type { Reason, RecordedAct } from './help-acts.ts';

export type HelpNotice = {
  citizenId: string;
  act: RecordedAct;
  reason: Reason;
  email: string;
  language: Language;
  at: string;
};

/** Tells the owner of an account what the helpdesk did, when and why, and where to read it again. */
export function sendHelpNotice(app: MailApp, told: HelpNotice, job: JobRun): Promise<void> {
  const { citizenId, act, reason, email: to, language, at } = told;
  const t = app.texts[language];
  return sendMail(app, { kind: 'helpdesk-helped', to, language, sender: null, citizenId, job }, () => ({
    url: `${app.config.publicOrigin}/${language}/account/history`,
    done: t(`helpdesk:done.${act}`),
    because: t(`helpdesk:reason.${reason}`),
    when: formatDateTime(new Date(at), language),
  }));
}
