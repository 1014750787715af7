import { z } from 'zod';
import { type Db, sql, type Transaction } from '../../platform/database.ts';

const Row = z.strictObject({ department: z.string() });

/** The departments that a member of the staff works for, in no order. */
export async function listStaffDepartments(db: Db, staffMemberId: string): Promise<string[]> {
  const rows = await db.many(
    Row,
    sql`select department from staff_departments where staff_member_id = ${staffMemberId}`,
  );
  return rows.map(({ department }) => department);
}

/** Gives somebody these departments and no others. The caller has made sure that they exist. */
export async function updateStaffDepartments(
  tx: Transaction,
  { staffMemberId, departments }: { staffMemberId: string; departments: readonly string[] },
): Promise<void> {
  await tx.run(sql`
    delete from staff_departments where staff_member_id = ${staffMemberId} and department <> all(${departments}::text[])`);
  await tx.run(sql`
    insert into staff_departments (staff_member_id, department)
    select ${staffMemberId}, unnest(${departments}::text[]) on conflict do nothing`);
}

const Colleague = z.strictObject({ id: z.uuid(), firstName: z.string(), lastName: z.string() });
export type Colleague = z.infer<typeof Colleague>;

/** The active agents of a department, by name. */
export function listAgentsOfDepartment(db: Db, department: string): Promise<Colleague[]> {
  return db.many(
    Colleague,
    sql`
    select id, first_name as "firstName", last_name as "lastName"
    from staff_departments join staff_members on staff_members.id = staff_member_id
    where department = ${department} and 'agent' = any (roles) and status = 'active'
    order by last_name, first_name, id`,
  );
}
