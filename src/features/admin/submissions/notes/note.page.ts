import type { Request, Response } from 'express';
import { z } from 'zod';
import { NotFound } from '../../../../domain/not-found.ts';
import { paragraphs } from '../../../../web/form/paragraphs.ts';
import { fieldsOf, firstForm, parseForm } from '../../../../web/form/parse.ts';
import { shellOf } from '../../../../web/page/locals.ts';
import { redirectWithNotice } from '../../../../web/page/shell.ts';
import { staffActor } from '../../../staff/signed-in-staff.ts';
import { referenceAsked } from '../../../submissions/follow-up/reference-asked.ts';
import { type StaffShowingApp, showSubmission } from '../shown-submission.ts';
import { submissionAddress } from '../submission-address.ts';
import { writeNote } from './write-note.ts';

const SHOWN = ['text'] as const;
const NoteFields = z.object({ text: paragraphs('admin:error.note.missing', 4_000) });

/**
 * Takes a note for colleagues. Its form is a part of the page of the submission, which is shown again when it is
 * refused.
 */
export const notePage = (app: StaffShowingApp) => ({
  get: (_req: Request, res: Response): Promise<void> => showSubmission(app, res, { note: firstForm(res, SHOWN, {}) }),

  async post(req: Request, res: Response): Promise<void> {
    const { t } = shellOf(res);
    const reference = referenceAsked(req.params['reference']);
    const { form, ...parsed } = parseForm(NoteFields, { shown: SHOWN, fields: fieldsOf(req), t });
    if (!parsed.ok) return showSubmission(app, res, { note: form });
    if (!(await writeNote(app, { reference, by: staffActor(res), text: parsed.input.text }))) throw new NotFound();
    redirectWithNotice(res, { path: submissionAddress(res, reference)(), notice: 'admin:notice.note-written' });
  },
});
