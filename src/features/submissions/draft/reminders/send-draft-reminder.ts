import { inLanguage } from '../../../../domain/localized-text.ts';
import type { JobRun } from '../../../../platform/jobs.ts';
import { formatLocalDate } from '../../../../web/page/format.ts';
import { type MailApp, sendMail } from '../../../notifications/send-mail.ts';
import type { DraftReminderKind } from '../../submission-mails.ts';
import type { DraftApp } from '../own-draft.ts';
import { closingSoon } from './closing-soon.ts';
import type { DraftReminder } from './draft-reminder.ts';
import { type DraftToTell, findDraftToTell } from './draft-reminders.repository.ts';
import { lastDayOf } from './last-day.ts';

/** Sends a mail about a draft, in its language. Nothing leaves once there is nothing to tell any more. */
export async function sendDraftReminder(
  app: MailApp & DraftApp,
  { kind, draftId }: DraftReminder,
  job: JobRun,
): Promise<void> {
  const draft = await findDraftToTell(app.db, draftId);
  const until = draft === null ? null : lastDay(app, kind, draft);
  if (draft === null || until === null) return;
  const { email: to, language, name, slug } = draft;
  const replyTo = app.procedures.departmentEmail(slug);
  await sendMail(app, { kind, to, language, sender: null, citizenId: null, replyTo, job }, () => ({
    url: `${app.config.publicOrigin}/${language}/drafts/${draftId}`,
    procedure: inLanguage(name, language).text,
    until: formatLocalDate(until, language),
  }));
}

function lastDay({ clock, procedures }: DraftApp, kind: DraftReminderKind, draft: DraftToTell): string | null {
  if (kind === 'draft-expiring') return draft.idle ? lastDayOf(draft.savedAt) : null;
  return closingSoon(procedures.definitions, clock.now()).find(({ slug }) => slug === draft.slug)?.closesOn ?? null;
}
