import type { Request, Response } from 'express';
import { z } from 'zod';
import type { App } from '../../../../app.ts';
import { fieldsOf, firstForm, parseForm, says } from '../../../../web/form/parse.ts';
import { shellOf } from '../../../../web/page/locals.ts';
import { redirectWithNotice } from '../../../../web/page/shell.ts';
import { staffActor } from '../../../staff/signed-in-staff.ts';
import type { KeepingApp } from '../../../submissions/attachments/keep-document.ts';
import { referenceAsked } from '../../../submissions/follow-up/reference-asked.ts';
import { messageFiles, unsentForm } from '../../../submissions/messages/message-documents.ts';
import { messageId, messageText } from '../../../submissions/messages/message-form.ts';
import { sendWithDocuments, type Unsent } from '../../../submissions/messages/send-with-documents.ts';
import type { HandlingApp } from '../act-on-submission.ts';
import { receiveHandlingForm } from '../receive-handling-form.ts';
import { type StaffShowingApp, showSubmission } from '../shown-submission.ts';
import { submissionAddress } from '../submission-address.ts';
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

type MessageApp = StaffShowingApp & HandlingApp & KeepingApp & Pick<App, 'config'>;

/** Sends a message to the citizen. Its form is a part of the page of the submission, shown again when it is refused. */
export const messagePage = (app: MessageApp) => ({
  get: (_req: Request, res: Response): Promise<void> =>
    showSubmission(app, res, { message: firstForm(res, SHOWN, {}) }),

  async post(req: Request, res: Response): Promise<void> {
    const { t } = shellOf(res);
    const reference = referenceAsked(req.params['reference']);
    const by = staffActor(res);
    await receiveHandlingForm(app, req, res);
    const received = messageFiles(res.locals.receivedFiles);
    const { form, ...parsed } = parseForm(Fields, { shown: SHOWN, fields: fieldsOf(req), t });
    const refuse = ({ errors, ...answer }: Unsent): Promise<void> =>
      showSubmission(app, res, { message: unsentForm(form, { errors, received, t }), ...answer });
    if (!parsed.ok) return refuse({ errors: [] });
    const { formToken: id, ...written } = parsed.input;
    const unsent = await sendWithDocuments(app, { received, t }, (documents) =>
      sendMessage(app, { reference, by, message: { id, ...written }, documents }),
    );
    if (unsent !== null) return refuse(unsent);
    redirectWithNotice(res, { path: submissionAddress(res, reference)(), notice: 'submissions:notice.message-sent' });
  },
});
