import type { Db } from '../../../platform/database.ts';
import type { Filer } from '../filer/filer.ts';
import { findSubmissionOfAgent, findSubmissionOfDraft } from '../follow-up/submissions.repository.ts';
import type { Submission } from '../submission.ts';

/** Returns the submission that a draft became, for who filed it; null for a draft that was not filed. */
export function findFiled(db: Db, filer: Filer, id: string): Promise<Submission | null> {
  if (filer.kind === 'desk') return findSubmissionOfAgent(db, { id, agentId: filer.agent.id });
  return findSubmissionOfDraft(db, { id, citizenId: filer.id });
}
