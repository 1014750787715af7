import type { Request, Response } from 'express';
import { z } from 'zod';
import { NotFound } from '../../../../domain/not-found.ts';
import { emptyForm, fieldsOf, parseForm, says } from '../../../../web/form/parse.ts';
import { redirectWithNotice } from '../../../../web/page/shell.ts';
import { staffActor } from '../../../staff/signed-in-staff.ts';
import { messageId, messageText } from '../../../submissions/messages/message-form.ts';
import type { HandlingApp } from '../act-on-submission.ts';
import { referenceAsked } from '../reference-asked.ts';
import { type StaffShowingApp, showSubmission } from '../shown-submission.ts';
import { staffSubmissionPath } from '../staff-submission-path.ts';
import { READY_SENTENCES } from './ready-sentences.ts';
import { sendMessage } from './send-message.ts';

const SHOWN = ['text', 'template', 'formToken'] as const;
const Fields = z
  .object({
    template: z.literal(['', ...READY_SENTENCES]).catch(''),
    text: messageText.default(''),
    formToken: messageId,
  })
  .refine(({ text, template }) => text !== '' || template !== '', {
    error: says('admin:messages.missing'),
    path: ['text'],
  });

/** Writing to the citizen: the form stands on the page of the submission, which shows itself again when it is refused. */
export const messagePage = (app: StaffShowingApp & HandlingApp) => ({
  get: (_req: Request, res: Response): Promise<void> => showSubmission(app, res, { message: emptyForm(SHOWN) }),

  async post(req: Request, res: Response): Promise<void> {
    const { t, at } = res.locals.shell;
    const reference = referenceAsked(req.params['reference']);
    const { form, ...parsed } = parseForm(Fields, { shown: SHOWN, fields: fieldsOf(req), t });
    if (!parsed.ok) return showSubmission(app, res, { message: form });
    const { formToken: id, ...written } = parsed.input;
    const sent = await sendMessage(app, { reference, by: staffActor(res), message: { id, ...written } });
    if (!sent) throw new NotFound();
    redirectWithNotice(res, { path: at(staffSubmissionPath(reference)), notice: 'submissions:notice.message-sent' });
  },
});
