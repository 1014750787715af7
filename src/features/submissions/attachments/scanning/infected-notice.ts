import type { Shell } from '../../../../web/page/shell.ts';
import { correctionState } from '../../correction/correction-state.ts';
import { completionPath, submissionPath } from '../../follow-up/submission-path.ts';
import type { Submission } from '../../submission.ts';
import { infectedDocuments } from './infected-documents.ts';

/** The model of views/partials/submission/infected-notice.ejs. */
export type InfectedNotice = { title: string; text: string; link: { href: string; text: string } | null };
type Read = Parameters<typeof infectedDocuments>[0] & { submission: Submission };

/** Says to the people of a request which of its documents hold a virus, and the way to send others; null for none. */
export function infectedNotice(read: Read, shell: Pick<Shell, 't' | 'at' | 'language'>): InfectedNotice | null {
  const title = titleOf(read, shell);
  if (title === null) return null;
  return { title, text: shell.t('submissions:infected.text'), link: wayToReplace(read.submission, shell) };
}

/** The same for the staff, who read which virus it was in the timeline. */
export function infectedNoticeForStaff(read: Read, shell: Pick<Shell, 't' | 'language'>): InfectedNotice | null {
  const title = titleOf(read, shell);
  return title === null ? null : { title, text: shell.t('admin:infected.text'), link: null };
}

function titleOf(read: Read, { t, language }: Pick<Shell, 't' | 'language'>): string | null {
  const names = infectedDocuments(read).map(({ name }) => t('submissions:infected.name', { name }));
  if (names.length === 0) return null;
  return t('submissions:infected.title', { documents: new Intl.ListFormat(language).format(names) });
}

/** The form that takes documents now: what the commune asked for, the correction, or else a message. */
function wayToReplace(submission: Submission, { t, at }: Pick<Shell, 't' | 'at'>): InfectedNotice['link'] {
  const { reference, status } = submission;
  const here = submissionPath(reference);
  if (status === 'to-complete') return { href: at(completionPath(reference)), text: t('submissions:completion.title') };
  if (correctionState(submission) === 'free') {
    return { href: at(`${here}/correction`), text: t('submissions:correction.title') };
  }
  return { href: '#messages', text: t('submissions:infected.message') };
}
