import { formatBytes, formatDateTime, formatNumber } from '../../../web/page/format.ts';
import type { Shell } from '../../../web/page/shell.ts';
import type { LatestRun } from '../../operations/runs/maintenance-runs.repository.ts';
import type { Judged } from '../../operations/state/judge-state.ts';
import type { OperationsState } from '../../operations/state/operations-state.ts';

type Around = { scans: boolean; bucket: boolean; shell: Shell };
export type OperationsLine = { part: keyof Judged; said: string };

/** Returns what is known of each part, as a sentence, in the order of the page. */
export function operationsLines(state: OperationsState, { scans, bucket, shell }: Around): OperationsLine[] {
  const { t, language } = shell;
  const { database, disk, jobs } = state;
  const minutes = (seconds: number) => Math.round(seconds / 60);
  return [
    {
      part: 'database',
      said: t('admin:operations.database.said', {
        size: formatBytes(database.bytes, language),
        connections: database.connections,
        max: database.connectionsAtMost,
      }),
    },
    { part: 'storage', said: t(`admin:operations.storage.${storageWord(state.storageAnswers, bucket)}`) },
    {
      part: 'disk',
      said: t('admin:operations.disk.said', {
        free: formatBytes(disk.freeBytes, language),
        percent: Math.round((disk.freeBytes / disk.bytes) * 100),
      }),
    },
    { part: 'mail', said: mailSaid(state, shell) },
    { part: 'scanner', said: scannerSaid(state, { scans, shell }) },
    {
      part: 'queue',
      said: t('admin:operations.queue.said', {
        minutes: minutes(jobs.oldestWaitingSeconds),
        failing: formatNumber(jobs.failing, language),
        givenUp: formatNumber(jobs.givenUp, language),
      }),
    },
    ...(['backup', 'drill'] as const).map((part) => ({ part, said: runSaid(state.runs, part, shell) })),
  ];
}

function storageWord(answers: boolean, bucket: boolean) {
  if (!answers) return 'away';
  return bucket ? 'bucket' : 'folder';
}

function mailSaid({ secondsWithoutMailServer: seconds }: OperationsState, { t }: Shell): string {
  if (seconds === 0) return t('admin:operations.mail.fine');
  return t('admin:operations.mail.away', { minutes: Math.max(1, Math.round(seconds / 60)) });
}

function scannerSaid({ minutesOfUnscanned }: OperationsState, { scans, shell }: { scans: boolean; shell: Shell }) {
  if (!scans) return shell.t('admin:operations.scanner.none');
  return shell.t('admin:operations.scanner.said', { minutes: Math.round(minutesOfUnscanned) });
}

function runSaid(runs: readonly LatestRun[], kind: LatestRun['kind'], { t, language }: Shell): string {
  const run = runs.find((one) => one.kind === kind);
  if (run === undefined) return t(`admin:operations.${kind}.never`);
  const facts = {
    when: formatDateTime(run.endedAt, language),
    rows: formatNumber(run.rows, language),
    documents: formatNumber(run.documents, language),
    seconds: formatNumber(Math.ceil(run.seconds), language),
  };
  const said = t(`admin:operations.${kind}.said`, facts);
  return run.failedSince ? `${said} ${t('admin:operations.failedSince')}` : said;
}
