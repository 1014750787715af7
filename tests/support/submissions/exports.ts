import { randomUUID } from 'node:crypto';
import type { App } from '../../../src/app.ts';
import { sql } from '../../../src/platform/database.ts';
import { keepContent, pdf } from './documents.ts';

/** A long export that is ready, of the departments that the agent works for. Returns its id. */
export async function insertReadyExport(app: Pick<App, 'db' | 'storage'>, agentId: string): Promise<string> {
  const { id } = await keepContent(app, pdf(`${randomUUID()}.pdf`));
  await app.db.transaction((tx) =>
    tx.run(sql`
      insert into submission_exports (id, staff_member_id, format, query, language, departments, status, ended_at)
      select ${id}, ${agentId}, 'csv', '', 'fr',
        array(select department from staff_departments where staff_member_id = ${agentId}), 'ready', now()`),
  );
  return id;
}
