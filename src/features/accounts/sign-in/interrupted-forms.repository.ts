import { z } from 'zod';
import { type Db, sql, type Transaction } from '../../../platform/database.ts';

const Value = z.union([z.string(), z.array(z.string())]);
export const InterruptedForm = z.strictObject({ path: z.string(), fields: z.record(z.string(), Value) });
/** The fields of a form that was sent after its session had expired, to be shown again after sign-in. */
export type InterruptedForm = z.infer<typeof InterruptedForm>;

export async function insertInterruptedForm(
  tx: Transaction,
  citizenId: string,
  form: InterruptedForm,
): Promise<string> {
  const { id } = await tx.one(
    z.strictObject({ id: z.uuid() }),
    sql`
    insert into interrupted_forms (citizen_id, path, fields)
    values (${citizenId}, ${form.path}, ${JSON.stringify(form.fields)}::jsonb)
    returning id`,
  );
  return id;
}

export function findInterruptedForm(
  db: Db,
  { id, citizenId }: { id: string; citizenId: string },
): Promise<InterruptedForm | null> {
  return db.maybe(
    InterruptedForm,
    sql`select path, fields from interrupted_forms where id = ${id} and citizen_id = ${citizenId}`,
  );
}

export async function deleteInterruptedFormsOf(tx: Transaction, citizenId: string): Promise<void> {
  await tx.run(sql`delete from interrupted_forms where citizen_id = ${citizenId}`);
}

export function deleteOldInterruptedForms(tx: Transaction, limit: number): Promise<number> {
  return tx.run(sql`
    delete from interrupted_forms where ctid = any(array(
      select ctid from interrupted_forms where created_at < now() - interval '1 day'
      limit ${limit} for update skip locked))`);
}
