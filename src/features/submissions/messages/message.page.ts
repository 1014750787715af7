import type { Request, Response } from 'express';
import type { App } from '../../../app.ts';
import { fieldsOf, firstForm, parseForm } from '../../../web/form/parse.ts';
import { formatTime } from '../../../web/page/format.ts';
import { shellOf } from '../../../web/page/locals.ts';
import { redirectWithNotice } from '../../../web/page/shell.ts';
import type { KeepingApp } from '../attachments/keep-document.ts';
import { filerOf } from '../filer/guard.ts';
import { referenceAsked } from '../follow-up/reference-asked.ts';
import { type ShowingApp, showSubmission } from '../follow-up/shown-submission.ts';
import { submissionPath } from '../follow-up/submission-path.ts';
import type { ChangingApp } from '../handling/change-submission.ts';
import { messageFiles, unsentForm } from './message-documents.ts';
import { MESSAGE_SHOWN, MessageFields } from './message-form.ts';
import { sendOwnMessage } from './send-own-message.ts';
import { sendWithDocuments, type Unsent } from './send-with-documents.ts';

type MessageApp = ShowingApp & ChangingApp & KeepingApp & Pick<App, 'quotas'>;

/**
 * Writing to the commune about a submission: the form stands on the page of the submission, which shows itself again with
 * the words kept when the message cannot be sent.
 */
export const messagePage = (app: MessageApp) => ({
  get: (_req: Request, res: Response): Promise<void> =>
    showSubmission(app, res, { form: firstForm(res, MESSAGE_SHOWN, {}) }),

  async post(req: Request, res: Response): Promise<void> {
    const { t, at, language } = shellOf(res);
    const reference = referenceAsked(req.params['reference']);
    const received = messageFiles(res.locals.receivedFiles);
    const { form, ...parsed } = parseForm(MessageFields, { shown: MESSAGE_SHOWN, fields: fieldsOf(req), t });
    const refuse = ({ errors, ...answer }: Unsent): Promise<void> =>
      showSubmission(app, res, { form: unsentForm(form, { errors, received, t }), ...answer });
    if (!parsed.ok) return refuse({ errors: [] });
    const filer = filerOf(res);
    const wait = await app.quotas.messages.take(filer.id);
    if (wait > 0) {
      const time = formatTime(new Date(app.clock.now().getTime() + wait * 1_000), language);
      return refuse({
        errors: [{ field: 'text', message: t('submissions:messages.tooMany', { time }) }],
        tooMany: true,
      });
    }
    const { text, formToken: id } = parsed.input;
    const unsent = await sendWithDocuments(app, { received, t }, (documents) =>
      sendOwnMessage(app, { reference, filer, message: { id, text }, documents }),
    );
    if (unsent !== null) return refuse(unsent);
    redirectWithNotice(res, { path: at(submissionPath(reference)), notice: 'submissions:notice.message-sent' });
  },
});
