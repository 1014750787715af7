import type { App } from '../../../app.ts';
import { maskAnswers } from '../draft/sealed-answers.ts';
import { type FiledByOneself, listSubmissionsWithAnswers } from './own-submissions.repository.ts';

/** All that a citizen filed, with its answers readable, for the person who wrote them; national numbers are masked. */
export async function exportSubmissions(
  app: Pick<App, 'db' | 'sealing'>,
  citizenId: string,
): Promise<FiledByOneself[]> {
  const filed = await listSubmissionsWithAnswers(app.db, citizenId);
  return filed.map((submission) => ({
    ...submission,
    answers: maskAnswers(app.sealing, { of: submission.id, answers: submission.answers }),
  }));
}
