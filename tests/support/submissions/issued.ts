import type { App } from '../../../src/app.ts';
import { newVerificationCode } from '../../../src/features/submissions/issued/verification-code.ts';
import { sql } from '../../../src/platform/database.ts';
import { newAddress } from '../visitor.ts';
import { keepContent, pdf } from './documents.ts';

type Issued = { file?: File; code?: string };

/** Issues a document by SQL, as an agent who has left since would have. Returns its id. `reference` is eleven digits. */
export async function insertIssued(
  app: Pick<App, 'db' | 'storage'>,
  reference: string,
  { file = pdf('Autorisation.pdf'), code = newVerificationCode() }: Issued = {},
): Promise<string> {
  const { id, bytes, sha256 } = await keepContent(app, file);
  await app.db.transaction((tx) =>
    tx.run(sql`
      with agent as (
        insert into staff_members (email, first_name, last_name, roles, language, status)
        values (${newAddress('nadia')}, 'Nadia', 'Benali', '{agent}', 'fr', 'suspended') returning id
      )
      insert into issued_documents (id, submission_id, code, name, media_type, bytes, sha256, staff_member_id)
      select ${id}, submissions.id, ${code}, ${file.name}, ${file.type}, ${bytes}, ${sha256}, agent.id
      from submissions, agent where reference = ${reference}`),
  );
  return id;
}
