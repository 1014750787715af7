import type { TableColumn } from '../../../platform/files/table.ts';
import type { Shell } from '../../../web/page/shell.ts';
import type { AuditEntry } from '../../audit/log/audit-log.repository.ts';
import { auditAct, auditActor } from './audit-words.ts';
import { detailsInWords } from './details-in-words.ts';

/** The columns of an export of the audit log, in order. */
export function auditColumns(shell: Shell): TableColumn<AuditEntry>[] {
  const { t } = shell;
  return [
    { heading: t('audit:column.id'), width: 12, cell: ({ id }) => id },
    { heading: t('audit:column.when'), width: 18, cell: ({ happenedAt }) => ({ moment: happenedAt }) },
    { heading: t('audit:column.act'), width: 40, cell: (entry) => auditAct(entry, shell) },
    { heading: t('audit:column.who'), width: 28, cell: (entry) => auditActor(entry, shell) },
    { heading: t('audit:column.staff'), width: 38, cell: ({ staffMemberId }) => staffMemberId },
    { heading: t('audit:column.citizen'), width: 38, cell: ({ citizenId }) => citizenId },
    { heading: t('audit:column.details'), width: 60, cell: (entry) => detailsText(entry, shell) },
    { heading: t('audit:column.network'), width: 20, cell: ({ network }) => network },
  ];
}

const detailsText = (entry: AuditEntry, shell: Shell): string =>
  detailsInWords(entry, shell)
    .map((detail) => shell.t('audit:labelled', detail))
    .join('; ');
