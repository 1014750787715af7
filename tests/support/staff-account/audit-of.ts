import { z } from 'zod';
import { sql } from '../../../src/platform/database.ts';
import type { TestPortal } from '../portal.ts';

/** Returns the names of what the audit log tells about somebody of the staff, oldest first. */
export async function auditOf({ app }: TestPortal, { id }: { id: string }): Promise<string[]> {
  const rows = await app.db.many(
    z.strictObject({ name: z.string() }),
    sql`select name from audit_events where staff_member_id = ${id} and name <> 'staff-changed' order by id`,
  );
  return rows.map(({ name }) => name);
}
