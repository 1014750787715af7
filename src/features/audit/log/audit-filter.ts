import { z } from 'zod';
import type { LocalDate } from '../../../domain/local-date.ts';
import { parseEnterpriseNumber } from '../../../domain/numbers/enterprise-number.ts';
import { parseReference } from '../../../domain/numbers/reference.ts';
import { AUDIT_EVENTS, type AuditEventName } from '../audit-event.ts';

/** The filter that the query of an address describes; null means that the field does not restrict. */
export type AuditFilter = {
  /** The staff account that acted, or the one that the event is about. */
  staff: string | null;
  /** The account of a citizen. */
  citizen: string | null;
  act: AuditEventName | null;
  /** The object of the event as it was typed: a reference, an enterprise number or an account. */
  object: string | null;
  /** The first day in Brussels; the last one, `to`, is included too. */
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

/** Reads the filter from the query of an address. Unknown parameters and values are ignored. */
export const readAuditFilter = (query: Readonly<Record<string, unknown>>): AuditFilter => Asked.parse(query);

/**
 * Returns the query of the address that shows the log with this filter, such as « ?act=signed-in », or an empty string
 * when nothing restricts it.
 */
export function auditQuery(filter: AuditFilter): string {
  const given = Object.entries(filter).flatMap(([name, value]) => (value === null ? [] : [[name, value]]));
  const query = new URLSearchParams(given).toString();
  return query === '' ? '' : `?${query}`;
}

/** Returns the typed text in the form that the log stores: only the digits of a reference or an enterprise number. */
export function objectKept(typed: string): string {
  const reference = parseReference(typed);
  if (reference !== null) return reference;
  const number = parseEnterpriseNumber(typed);
  return number.ok ? number.number : typed.toLowerCase();
}
