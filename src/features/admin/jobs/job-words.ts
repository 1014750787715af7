import { withoutAddresses } from '../../../platform/mail/mail-not-taken.ts';
import { formatDateTime } from '../../../web/page/format.ts';
import type { Shell } from '../../../web/page/shell.ts';
import { isTextKey, type Translate } from '../../../web/page/texts.ts';
import type { QueuedJob } from './queued-jobs.repository.ts';

export type JobInWords = { task: string; state: string; error: string | null };

/** Says what a job does, where it stands and why it failed: never what it carries. */
export function jobInWords(job: QueuedJob, { t, language }: Pick<Shell, 't' | 'language'>): JobInWords {
  const values = { tries: job.attempts, most: job.maxAttempts, when: formatDateTime(job.runAt, language) };
  return {
    task: taskInWords(job.task, t),
    state: t(`admin:jobs.state.${stateOf(job)}`, values),
    error: job.error === null ? null : withoutAddresses(job.error, null),
  };
}

/** Without words, this release does not know the task: nothing will ever do it. */
export function taskInWords(task: string, t: Translate): string {
  const key = `admin:jobs.task.${task}`;
  return isTextKey(key) ? t(key) : t('admin:jobs.unknownTask', { task });
}

function stateOf({ underWay, attempts, maxAttempts }: QueuedJob): 'underWay' | 'givenUp' | 'failed' | 'waiting' {
  if (underWay) return 'underWay';
  if (attempts >= maxAttempts) return 'givenUp';
  return attempts > 0 ? 'failed' : 'waiting';
}
