import type { Language } from '../../../domain/language.ts';
import type { JobRun } from '../../../platform/jobs.ts';
import { type MailApp, sendMail } from '../../notifications/send-mail.ts';

/** What the owner of both accounts did; what the helpdesk did is told by its own mail. */
export const MERGE_NEWS = ['proved', 'cancelled'] as const;
export type MergeNews = (typeof MERGE_NEWS)[number];

type Told = { news: MergeNews; citizenId: string; email: string; language: Language };

/** Tells one of the two accounts how the merge stands, and where to stop it. */
export function sendMergeNews(app: MailApp, told: Told, job: JobRun): Promise<void> {
  const { news, citizenId, email: to, language } = told;
  return sendMail(app, { kind: 'merge-news', to, language, sender: null, citizenId, job }, () => ({
    url: `${app.config.publicOrigin}/${language}/account/merge`,
    change: app.texts[language](`merge:news.${news}`),
  }));
}
