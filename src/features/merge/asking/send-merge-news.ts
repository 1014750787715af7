import type { Language } from '../../../domain/language.ts';
import type { JobRun } from '../../../platform/jobs.ts';
import { type MailApp, sendMail } from '../../notifications/send-mail.ts';

/** The news of what the owner did. What the helpdesk did is told by another mail. */
export const MERGE_NEWS = ['proved', 'cancelled'] as const;
export type MergeNews = (typeof MERGE_NEWS)[number];

type Told = { news: MergeNews; citizenId: string; email: string; language: Language };

/** Tells one of the two accounts the state of the merge, and where to stop it. */
export function sendMergeNews(app: MailApp, told: Told, job: JobRun): Promise<void> {
  const { news, citizenId, email: to, language } = told;
  return sendMail(app, { kind: 'merge-news', to, language, sender: null, citizenId, job }, () => ({
    url: `${app.config.publicOrigin}/${language}/account/merge`,
    change: app.texts[language](`merge:news.${news}`),
  }));
}
