import { z } from 'zod';
import type { LocalDate } from '../../../domain/local-date.ts';
import { parseEnterpriseNumber } from '../../../domain/numbers/enterprise-number.ts';
import { parseReference } from '../../../domain/numbers/reference.ts';
import { AUDIT_EVENTS, type AuditEventName } from '../audit-event.ts';

/** What the address of the audit log asks for; null stands for all. */
export type AuditFilter = {
  /** The account of a member of the staff, who did it or whom the portal let in. */
  staff: string | null;
  /** The account of a citizen. */
  citizen: string | null;
  act: AuditEventName | null;
  /** What it is about, as it was typed: a reference, an enterprise number, or an account. */
  object: string | null;
  /** The days in Brussels between which it happened, both included. */
  from: LocalDate | null;
  to: LocalDate | null;
};

const Asked = z.object({
  staff: z.uuid().nullable().catch(null),
  citizen: z.uuid().nullable().catch(null),
  act: z.enum(AUDIT_EVENTS).nullable().catch(null),
  object: z.string().trim().min(1).max(100).nullable().catch(null),
  from: z.iso.date().nullable().catch(null),
  to: z.iso.date().nullable().catch(null),
});

/** Reads the query of an address. What is unknown is left out. */
export const readAuditFilter = (query: Readonly<Record<string, unknown>>): AuditFilter => Asked.parse(query);

/** Returns the query that leads to the log with this filter, « ?act=signed-in », or nothing for all of it. */
export function auditQuery(filter: AuditFilter): string {
  const given = Object.entries(filter).flatMap(([name, value]) => (value === null ? [] : [[name, value]]));
  const query = new URLSearchParams(given).toString();
  return query === '' ? '' : `?${query}`;
}

/** Returns what was typed as the log holds it: digits alone for a reference and an enterprise number. */
export function objectKept(typed: string): string {
  const reference = parseReference(typed);
  if (reference !== null) return reference;
  const number = parseEnterpriseNumber(typed);
  return number.ok ? number.number : typed.toLowerCase();
}
