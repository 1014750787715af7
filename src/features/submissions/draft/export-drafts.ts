import type { App } from '../../../app.ts';
import type { Draft } from './draft.ts';
import { listDraftsWithAnswers } from './drafts.repository.ts';
import { maskAnswers } from './sealed-answers.ts';

/** Every draft of a citizen with all its answers, for the person who wrote them: also what a condition hides. National numbers are masked. */
export async function exportDrafts(app: Pick<App, 'db' | 'sealing'>, citizenId: string): Promise<Draft[]> {
  const drafts = await listDraftsWithAnswers(app.db, citizenId);
  return drafts.map((draft) => ({
    ...draft,
    answers: maskAnswers(app.sealing, { of: draft.id, answers: draft.answers }),
  }));
}
