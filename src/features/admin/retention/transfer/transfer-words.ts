import { type SummaryRow, summaryRow } from '../../../../web/form/summary-list.ts';
import { formatBytes, formatDateTime, formatNumber } from '../../../../web/page/format.ts';
import type { Shell } from '../../../../web/page/shell.ts';
import type { OwnPath } from '../../../../web/pipeline/own-path.ts';
import type { RetentionRun } from '../retention-runs.repository.ts';
import { actWords, reasonRows } from '../run-words.ts';

export const transferPath = ({ id }: { id: string }, { at }: Pick<Shell, 'at'>): OwnPath =>
  at(`/admin/retention/runs/${id}/transfer`);

export const packagePath = (run: { id: string }, { at }: Pick<Shell, 'at'>): OwnPath =>
  at(`/admin/retention/runs/${run.id}/transfer.zip`);

/** Returns the size and hash by which anybody can recognise the package, or nothing until it is complete. */
export function packageFacts(run: RetentionRun, { t, language }: Shell): SummaryRow[] {
  const { packedAt, packageBytes, packageSha256, packageLacks, downloadedAt } = run;
  if (packedAt === null || packageBytes === null || packageSha256 === null) return [];
  const taken = downloadedAt === null ? t('admin:retention.package.never') : formatDateTime(downloadedAt, language);
  const lacks = packageLacks ?? 0;
  return [
    summaryRow(t('admin:retention.package.at'), formatDateTime(packedAt, language)),
    summaryRow(t('admin:retention.requests'), formatNumber(run.packedRequests, language)),
    summaryRow(t('admin:retention.package.bytes'), formatBytes(packageBytes, language)),
    summaryRow(t('admin:retention.certificate.hash'), packageSha256),
    ...(lacks === 0
      ? []
      : [summaryRow(t('admin:retention.package.lacks'), t('admin:retention.package.lacking', { count: lacks }))]),
    summaryRow(t('admin:retention.package.downloaded'), taken),
  ];
}

/** Returns the answer of the archives and who recorded it, or nothing until then. */
export function answerFacts(run: RetentionRun, shell: Shell): SummaryRow[] {
  const { t } = shell;
  const { answeredByName: name, answeredAt: at, receipt } = run;
  if (name === null || at === null) return [];
  return [
    summaryRow(
      t(`admin:retention.answered.${receipt === null ? 'not-taken' : 'received'}`),
      actWords({ name, at }, shell),
    ),
    ...(receipt === null ? reasonRows(run, shell) : [summaryRow(t('admin:retention.receipt'), receipt)]),
  ];
}
