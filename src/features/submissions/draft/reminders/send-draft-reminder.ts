import { localDateOf } from '../../../../domain/local-date.ts';
import { inLanguage } from '../../../../domain/localized-text.ts';
import { daysAfter } from '../../../../domain/working-days.ts';
import { formatLocalDate } from '../../../../web/page/format.ts';
import type { DraftReminderKind } from '../../../notifications/mails.ts';
import { type MailApp, sendMail } from '../../../notifications/send-mail.ts';
import type { DraftApp } from '../own-draft.ts';
import { closingSoon } from './closing-soon.ts';
import type { DraftReminder } from './draft-reminder.ts';
import { type DraftToTell, findDraftToTell } from './draft-reminders.repository.ts';

/** The last whole day of thirty: a draft saved at noon is deleted in the night after the thirtieth. */
const KEPT_DAYS = 29;

/** Sends a mail about a draft, in its language. Nothing leaves once there is nothing to tell any more. */
export async function sendDraftReminder(app: MailApp & DraftApp, { kind, draftId }: DraftReminder): Promise<void> {
  const draft = await findDraftToTell(app.db, draftId);
  const until = draft === null ? null : lastDay(app, kind, draft);
  if (draft === null || until === null) return;
  const { email: to, language, name } = draft;
  await sendMail(app, { kind, to, language, sender: null }, () => ({
    url: `${app.config.publicOrigin}/${language}/drafts/${draftId}`,
    procedure: inLanguage(name, language).text,
    until: formatLocalDate(until, language),
  }));
}

function lastDay({ clock, procedures }: DraftApp, kind: DraftReminderKind, draft: DraftToTell): string | null {
  if (kind === 'draft-expiring') return draft.idle ? daysAfter(localDateOf(draft.savedAt), KEPT_DAYS) : null;
  return closingSoon(procedures.definitions, clock.now()).find(({ slug }) => slug === draft.slug)?.closesOn ?? null;
}
