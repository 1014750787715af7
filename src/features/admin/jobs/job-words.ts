import { withoutAddresses } from '../../../platform/mail/mail-not-taken.ts';
import { formatDateTime } from '../../../web/page/format.ts';
import type { Shell } from '../../../web/page/shell.ts';
import { isTextKey, type Translate } from '../../../web/page/texts.ts';
import type { QueuedJob } from './queued-jobs.repository.ts';

export type JobInWords = { task: string; state: string; error: string | null };

/** Returns what a job does, its state and its last error, but never its payload. */
export function jobInWords(job: QueuedJob, { t, language }: Pick<Shell, 't' | 'language'>): JobInWords {
  const values = { tries: job.attempts, most: job.maxAttempts, when: formatDateTime(job.runAt, language) };
  return {
    task: taskInWords(job.task, t),
    state: t(`admin:jobs.state.${stateOf(job)}`, values),
    error: job.error === null ? null : withoutAddresses(job.error, null),
  };
}

/** A task without words is unknown to this release, which will never run it. */
export function taskInWords(task: string, t: Translate): string {
  const key = `admin:jobs.task.${task}`;
  return isTextKey(key) ? t(key) : t('admin:jobs.unknownTask', { task });
}

function stateOf({ underWay, attempts, maxAttempts }: QueuedJob): 'underWay' | 'givenUp' | 'failed' | 'waiting' {
  if (underWay) return 'underWay';
  if (attempts >= maxAttempts) return 'givenUp';
  return attempts > 0 ? 'failed' : 'waiting';
}
