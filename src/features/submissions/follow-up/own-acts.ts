import type { Shell } from '../../../web/page/shell.ts';
import type { OwnPath } from '../../../web/pipeline/own-path.ts';
import type { Submission } from '../submission.ts';
import { mayBecome } from '../submission-status.ts';
import { submissionPath } from './submission-path.ts';

/** What a citizen may do with a request of theirs: a link to the page that asks. */
export type OwnAct = { href: OwnPath; text: string };

export function ownActs({ reference, status }: Submission, { t, at }: Pick<Shell, 't' | 'at'>): OwnAct[] {
  const act = (name: 'withdrawal', text: string): OwnAct[] => [
    { href: at(`${submissionPath(reference)}/${name}`), text },
  ];
  return mayBecome(status, { status: 'withdrawn', by: 'citizen' })
    ? act('withdrawal', t('submissions:withdrawal.open'))
    : [];
}
