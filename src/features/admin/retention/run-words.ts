import { type SummaryRow, summaryRow } from '../../../web/form/summary-list.ts';
import { formatDateTime } from '../../../web/page/format.ts';
import type { Shell } from '../../../web/page/shell.ts';
import type { Tag, TagColour } from '../../../web/page/tag.ts';
import type { OwnPath } from '../../../web/pipeline/own-path.ts';
import type { RetentionRun } from './retention-runs.repository.ts';

const COLOURS: Readonly<Record<RetentionRun['status'], TagColour>> = {
  proposed: 'orange',
  refused: 'red',
  packing: 'yellow',
  packed: 'orange',
  'not-taken': 'red',
  destroying: 'yellow',
  done: 'grey',
};

export function runTag({ status }: RetentionRun, { t }: Pick<Shell, 't'>): Tag {
  return { colour: COLOURS[status], text: t(`admin:retention.status.${status}`) };
}

export const runPath = ({ id }: { id: string }, { at }: Pick<Shell, 'at'>): OwnPath =>
  at(`/admin/retention/runs/${id}`);

/** Returns who acted and when, such as « Sofia Rossi, le 3 mars 2026 à 10:12 ». */
export function actWords({ name, at }: { name: string; at: Date }, { t, language }: Shell): string {
  return t('admin:retention.act', { person: name, when: formatDateTime(at, language) });
}

/** Returns who must do what next. `own` is true when the reader proposed the run. */
export function nextWords({ status, fate }: RetentionRun, own: boolean, { t }: Pick<Shell, 't'>): string {
  if (status === 'proposed' && own) return t('admin:retention.next.own');
  const transfers = fate === 'transfer' && (status === 'destroying' || status === 'done');
  return t(transfers ? `admin:retention.next.transfer.${status}` : `admin:retention.next.${status}`);
}

/** Returns what was proposed, by whom, and who judged it. */
export function runFacts(run: RetentionRun, shell: Shell): SummaryRow[] {
  const { t } = shell;
  const judged =
    run.judgedByName === null || run.judgedAt === null ? null : { name: run.judgedByName, at: run.judgedAt };
  return [
    summaryRow(t('admin:retention.fate'), t(`admin:retention.${run.fate}`)),
    summaryRow(t('admin:retention.authorisation'), run.authorisation),
    summaryRow(t('admin:retention.proposed'), actWords({ name: run.proposedByName, at: run.proposedAt }, shell)),
    ...(judged === null
      ? []
      : [
          summaryRow(
            t(run.status === 'refused' ? 'admin:retention.refused' : 'admin:retention.confirmed'),
            actWords(judged, shell),
          ),
        ]),
    ...(run.status === 'refused' ? reasonRows(run, shell) : []),
  ];
}

/** Returns the reason for the refusal, or why the archives did not take the package. */
export function reasonRows({ refusal }: Pick<RetentionRun, 'refusal'>, { t }: Pick<Shell, 't'>): SummaryRow[] {
  return refusal === null ? [] : [summaryRow(t('admin:retention.reason'), refusal)];
}
