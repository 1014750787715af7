import type { Shell } from '../../../web/page/shell.ts';
import type { AuditEntry } from '../../audit/log/audit-log.repository.ts';
import { departmentName } from '../../procedures/definition/departments.ts';
import { type AuditDetail, auditDetails } from './audit-words.ts';

/** Returns the details of an event in words, with the names of departments. */
export function detailsInWords(entry: Pick<AuditEntry, 'details'>, { t, language }: Shell): AuditDetail[] {
  return auditDetails(entry, { t, names: { department: (code) => departmentName(code, language).text } });
}
