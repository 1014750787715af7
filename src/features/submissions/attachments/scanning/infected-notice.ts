import type { SafeHtml } from '../../../../web/page/html.ts';
import { namedListText } from '../../../../web/page/named-text.ts';
import type { Shell } from '../../../../web/page/shell.ts';
import { idOf } from '../../amendment/form-part.ts';
import { fieldsAskedFor } from '../../completion/last-request.ts';
import { correctionState } from '../../correction/correction-state.ts';
import { documentsAsked } from '../../filing/documents-asked.ts';
import type { ReadSubmission } from '../../follow-up/read-submission.ts';
import { completionPath, submissionPath } from '../../follow-up/submission-path.ts';
import { infectedDocuments } from './infected-documents.ts';

/** The model of views/partials/submission/infected-notice.ejs. */
export type InfectedNotice = { title: SafeHtml; text: string; link: { href: string; text: string } | null };
type Read = ReadSubmission & Parameters<typeof infectedDocuments>[0];
type Infected = ReturnType<typeof infectedDocuments>[number];
type Way = 'correction' | 'completion' | 'message';
const WAYS: readonly Way[] = ['correction', 'completion', 'message'];

/** Says to the people of a request which of their documents hold a virus: one notice for each way to send others. */
export function infectedNotices(read: Read, shell: Pick<Shell, 't' | 'at' | 'language'>): InfectedNotice[] {
  const theirs = infectedDocuments(read).filter(({ ofStaff }) => !ofStaff);
  const byWay = Map.groupBy(theirs, (document) => wayToReplace(read, document));
  return WAYS.flatMap((way) => {
    const documents = byWay.get(way);
    if (documents === undefined) return [];
    const link = linkOf(way, read.submission.reference, shell);
    return [{ title: titleOf(documents, shell), text: shell.t('submissions:infected.text'), link }];
  });
}

/**
 * Returns the notices for the staff, who find the name of the virus in the timeline: one notice for what people sent,
 * and one for what came from a device of the commune.
 */
export function infectedNoticesForStaff(read: Read, shell: Pick<Shell, 't' | 'language'>): InfectedNotice[] {
  const { theirs = [], staffs = [] } = Object.groupBy(infectedDocuments(read), ({ ofStaff }) =>
    ofStaff ? 'staffs' : 'theirs',
  );
  return [
    { documents: theirs, text: shell.t('submissions:infected.staff.text') },
    { documents: staffs, text: shell.t('submissions:infected.staff.own') },
  ]
    .filter(({ documents }) => documents.length > 0)
    .map(({ documents, text }) => ({ title: titleOf(documents, shell), text, link: null }));
}

function titleOf(documents: readonly Infected[], { t, language }: Pick<Shell, 't' | 'language'>): SafeHtml {
  const names = documents.map(({ name }) => name);
  const list = { placeholder: 'documents', each: 'submissions:infected.name', names, language } as const;
  return namedListText(t, 'submissions:infected.title', list);
}

/** The form that takes the place of a document now: the correction, what the commune asked for, or else a message. */
function wayToReplace(read: Read, { id, messageId }: Infected): Way {
  if (messageId !== null) return 'message';
  if (correctionState(read.submission) === 'free') return 'correction';
  const asked = read.submission.status === 'to-complete' ? fieldsAskedFor(read) : [];
  const holds = read.steps.some((step) =>
    step.asked.some((one) => asked.includes(idOf(one)) && documentsAsked([{ ...step, asked: [one] }]).includes(id)),
  );
  return holds ? 'completion' : 'message';
}

function linkOf(way: Way, reference: string, { t, at }: Pick<Shell, 't' | 'at'>): InfectedNotice['link'] {
  if (way === 'completion') return { href: at(completionPath(reference)), text: t('submissions:completion.title') };
  if (way === 'message') return { href: '#messages', text: t('submissions:infected.message') };
  return { href: at(`${submissionPath(reference)}/correction`), text: t('submissions:correction.title') };
}
