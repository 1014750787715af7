import { inLanguage } from '../../../domain/localized-text.ts';
import { formatReference } from '../../../domain/numbers/reference.ts';
import type { JobRun } from '../../../platform/jobs.ts';
import type { MailApp } from '../../notifications/send-mail.ts';
import { departmentName } from '../../procedures/definition/departments.ts';
import type { DraftApp } from '../draft/own-draft.ts';
import { submissionPath } from '../follow-up/submission-path.ts';
import { findSubmissionToTell } from './filings.repository.ts';

/**
 * Returns what every mail about a filed request needs: to whom it goes, in which language, and what each says; null where
 * nobody gave an address. `url` leads to a page of the request, or to its own.
 */
export async function submissionMail(app: MailApp & DraftApp, id: string, job: JobRun) {
  const filed = await findSubmissionToTell(app.db, id);
  if (filed === null || filed.email === null) return null;
  const { citizenId, email: to, language, reference, slug, version, department } = filed;
  const definition = await app.procedures.form(slug, version);
  const replyTo = app.procedures.departmentEmail(slug);
  return {
    filed,
    definition,
    envelope: { to, language, sender: null, citizenId, submissionId: id, replyTo, job },
    told: {
      procedure: inLanguage(definition.name, language).text,
      reference: formatReference(reference),
      department: departmentName(department, language).text,
    },
    url: (path: string = submissionPath(reference)) => `${app.config.publicOrigin}/${language}${path}`,
  };
}
