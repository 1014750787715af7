import type { App } from '../../../../app.ts';
import { Turns } from '../../../../platform/turns.ts';
import { walk } from '../../../procedures/journey.ts';
import type { Procedures } from '../../../procedures/versions/procedures.ts';
import type { OwnedAttachment } from '../../../submissions/attachments/attachments.repository.ts';
import { listAttachmentsOfMany } from '../../../submissions/attachments/attachments.repository.ts';
import { knownDocuments } from '../../../submissions/attachments/known-documents.ts';
import { unsealAnswers } from '../../../submissions/draft/sealed-answers.ts';
import type { ExportedSubmission } from '../list/handled-submission.ts';
import { type HandledAsked, listExportedSubmissions } from '../list/handled-submissions.repository.ts';
import type { ExportedRow } from './export-columns.ts';

export type ExportApp = Pick<App, 'db' | 'sealing'> & { procedures: Procedures };
type Asked = Omit<HandledAsked, 'asked' | 'limit'>;

const ROWS_A_BATCH = 100;

/** Reads what a filter finds in batches, each from where the last one ended, so that only one is in memory. */
export async function* exportedRows(
  app: ExportApp,
  asked: Asked,
  { withAnswers }: { withAnswers: boolean },
): AsyncGenerator<ExportedRow[]> {
  const turns = new Turns();
  for (let from: string | null = null; ; ) {
    const page = from === null ? null : ({ going: 'on', from } as const);
    const batch: ExportedSubmission[] = await listExportedSubmissions(app.db, {
      ...asked,
      asked: page,
      limit: ROWS_A_BATCH,
    });
    yield await rowsOf(app, batch, { withAnswers, turns });
    const last = batch.at(-1);
    if (last === undefined || batch.length < ROWS_A_BATCH) return;
    from = last.id;
  }
}

type How = { withAnswers: boolean; turns: Turns };

async function rowsOf(app: ExportApp, batch: readonly ExportedSubmission[], how: How): Promise<ExportedRow[]> {
  const submissions = how.withAnswers ? batch.map(({ id }) => id) : [];
  const attachments = submissions.length === 0 ? [] : await listAttachmentsOfMany(app.db, { drafts: [], submissions });
  const rows: ExportedRow[] = [];
  for (const one of batch) {
    rows.push(await rowOf(app, one, how.withAnswers ? attachments : null));
    await how.turns.pass();
  }
  return rows;
}

/** `attachments` is null when the answers are not exported. */
async function rowOf(
  { procedures, sealing }: ExportApp,
  submission: ExportedSubmission,
  attachments: readonly OwnedAttachment[] | null,
): Promise<ExportedRow> {
  const definition = await procedures.form(submission.slug, submission.version);
  if (attachments === null) return { submission, definition, steps: [], documents: new Map() };
  const answers = unsealAnswers(sealing, { of: submission.id, answers: submission.answers });
  const own = attachments.filter(({ submissionId }) => submissionId === submission.id);
  return { submission, definition, steps: walk(definition, answers), documents: knownDocuments(own, '') };
}
