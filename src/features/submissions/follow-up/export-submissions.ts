import type { App } from '../../../app.ts';
import { unsealAnswers } from '../draft/sealed-answers.ts';
import { type FiledByOneself, listSubmissionsWithAnswers } from './own-submissions.repository.ts';

/** All that a citizen filed, with its answers readable, for the person who wrote them. */
export async function exportSubmissions(
  app: Pick<App, 'db' | 'sealing'>,
  citizenId: string,
): Promise<FiledByOneself[]> {
  const filed = await listSubmissionsWithAnswers(app.db, citizenId);
  return filed.map((submission) => ({
    ...submission,
    answers: unsealAnswers(app.sealing, { of: submission.id, answers: submission.answers }),
  }));
}
