import type { Request, Response } from 'express';
import type { App } from '../../../app.ts';
import { fieldsOf, firstForm, parseForm, withError } from '../../../web/form/parse.ts';
import { formatTime } from '../../../web/page/format.ts';
import { redirectWithNotice } from '../../../web/page/shell.ts';
import { filerOf } from '../filer/guard.ts';
import { referenceAsked } from '../follow-up/reference-asked.ts';
import { type ShowingApp, showSubmission } from '../follow-up/shown-submission.ts';
import { submissionPath } from '../follow-up/submission-path.ts';
import type { ChangingApp } from '../handling/change-submission.ts';
import { MESSAGE_SHOWN, MessageFields } from './message-form.ts';
import { sendOwnMessage } from './send-own-message.ts';

type MessageApp = ShowingApp & ChangingApp & Pick<App, 'quotas'>;

/**
 * Writing to the commune about a submission: the form stands on the page of the submission, which shows itself again with
 * the words kept when the message cannot be sent.
 */
export const messagePage = (app: MessageApp) => ({
  get: (_req: Request, res: Response): Promise<void> =>
    showSubmission(app, res, { form: firstForm(res, MESSAGE_SHOWN, {}) }),

  async post(req: Request, res: Response): Promise<void> {
    const { t, at, language } = res.locals.shell;
    const { form, ...parsed } = parseForm(MessageFields, { shown: MESSAGE_SHOWN, fields: fieldsOf(req), t });
    if (!parsed.ok) return showSubmission(app, res, { form });
    const reference = referenceAsked(req.params['reference']);
    const filer = filerOf(res);
    const wait = await app.quotas.messages.take(filer.id);
    if (wait > 0) {
      const time = formatTime(new Date(app.clock.now().getTime() + wait * 1_000), language);
      const refused = withError(form, 'text', t('submissions:messages.tooMany', { time }));
      return showSubmission(app, res, { form: refused, status: 429 });
    }
    const { text, formToken: id } = parsed.input;
    await sendOwnMessage(app, { reference, filer, message: { id, text } });
    redirectWithNotice(res, { path: at(submissionPath(reference)), notice: 'submissions:notice.message-sent' });
  },
});
