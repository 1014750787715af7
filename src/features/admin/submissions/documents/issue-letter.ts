import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { App } from '../../../../app.ts';
import { formatReference } from '../../../../domain/numbers/reference.ts';
import { unavailable } from '../../../submissions/attachments/received-files.ts';
import { uploadsFolder } from '../../../submissions/attachments/uploads-folder.ts';
import { readSubmission, type SubmissionApp } from '../../../submissions/follow-up/read-submission.ts';
import { findSubmissionOfAgent } from '../../../submissions/follow-up/submissions.repository.ts';
import { letterOf } from '../../../submissions/issued/letter.ts';
import { newVerificationCode } from '../../../submissions/issued/verification-code.ts';
import type { Submission } from '../../../submissions/submission.ts';
import { staffSubmissionPath } from '../staff-submission-path.ts';
import { type Issue, type IssueOutcome, type IssuingApp, issueDocument } from './issue-document.ts';

export type LetterApp = IssuingApp & SubmissionApp & Pick<App, 'commune' | 'config' | 'pdfs' | 'texts'>;

/**
 * Issues the letter that the portal makes of a request, in its language, with its code on it. What it says is what stands
 * under the lock, as a request that changed meanwhile has another revision than the form.
 */
export async function issueLetter(app: LetterApp, issue: Omit<Issue, 'received'>): Promise<IssueOutcome> {
  const { reference, by } = issue;
  const found = await findSubmissionOfAgent(app.db, { reference, agentId: by.id });
  if (found === null) return 'gone';
  if (found.revision !== issue.seen) return 'changed';
  const code = newVerificationCode();
  const pdf = await writeLetter(app, found, code);
  const name = `${app.texts[found.language]('submissions:letter.file')}-${formatReference(reference)}.pdf`;
  const parent = uploadsFolder(app);
  let folder: string | null = null;
  try {
    await mkdir(parent, { recursive: true, mode: 0o700 });
    folder = await mkdtemp(path.join(parent, 'letter-'));
    const file = path.join(folder, '0');
    await writeFile(file, pdf, { mode: 0o600 });
    return await issueDocument(app, { ...issue, code, received: { field: 'document', name, file, fault: null } });
  } catch (error) {
    return unavailable(error).full ? 'storage-full' : 'storage-away';
  } finally {
    if (folder !== null) await rm(folder, { recursive: true, force: true });
  }
}

async function writeLetter(app: LetterApp, found: Submission, code: string): Promise<Buffer> {
  const documentsUnder = `${staffSubmissionPath(found.reference)}/documents`;
  const read = await readSubmission(app, { found, documentsUnder });
  const documents = read.attachments.map(({ sha256, ...one }) => ({ ...one, sha256: sha256.toString('hex') }));
  const { language } = found;
  const letter = { filed: { ...read, documents }, code, issuedAt: app.clock.now() };
  const settings = { commune: app.commune, publicOrigin: app.config.publicOrigin };
  return app.pdfs.write(letterOf(letter, settings, { t: app.texts[language], language }));
}
