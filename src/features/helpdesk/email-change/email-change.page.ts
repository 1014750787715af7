import type { Request, Response } from 'express';
import { z } from 'zod';
import type { App } from '../../../app.ts';
import { NotFound } from '../../../domain/not-found.ts';
import { fullName } from '../../../domain/person-name.ts';
import { emailField } from '../../../web/form/email-slip.ts';
import { type ErrorSummary, errorSummary, type TextField } from '../../../web/form/fields.ts';
import { type Form, fieldsOf, firstForm, parseForm, withError } from '../../../web/form/parse.ts';
import { rowIdIn } from '../../../web/form/row-id.ts';
import { shellOf } from '../../../web/page/locals.ts';
import { redirectWithNotice } from '../../../web/page/shell.ts';
import { view } from '../../../web/page/view.ts';
import * as ask from '../../credentials/credential-fields.ts';
import { staffActor } from '../../staff/signed-in-staff.ts';
import type { OpenedAccount } from '../account/open-account.ts';
import { openAccountAsked } from '../account/open-account-asked.ts';
import {
  GROUNDS_SHOWN,
  type GroundsFields,
  groundsControls,
  groundsFields,
  groundsOf,
  saidInWords,
} from '../acts/grounds-form.ts';
import { mayBeHelped } from '../acts/help-acts.ts';
import { citizenPath } from '../helpdesk-paths.ts';
import { askEmailChangeOf } from './ask-email-change-of.ts';

const SHOWN = ['email', ...GROUNDS_SHOWN] as const;
const ChangeFields = z.object({ email: ask.emailAddress, ...groundsFields }).check(saidInWords);

export type HelpdeskEmailChangePage = {
  title: string;
  back: string;
  name: string;
  present: string;
  consequences: readonly string[];
  summary: ErrorSummary;
  /** The sentence that says why no change may be asked; null when one may. */
  refused: string | null;
  /** Null when no change may be asked. */
  fields: { email: TextField; controls: GroundsFields } | null;
};
const changeView = view<HelpdeskEmailChangePage>('helpdesk/email-change/email-change');
type ChangeApp = Pick<App, 'clock' | 'db'>;

/** The page that asks for another address for somebody who lost their mailbox. */
export const helpdeskEmailChangePage = (app: ChangeApp) => ({
  async get(req: Request, res: Response): Promise<void> {
    show(res, await openAccountAsked(app, req, res), firstForm(res, SHOWN, {}));
  },

  async post(req: Request, res: Response): Promise<void> {
    const { t, at } = shellOf(res);
    const { form, ...parsed } = parseForm(ChangeFields, { shown: SHOWN, fields: fieldsOf(req), t });
    if (!parsed.ok) return show(res, await openAccountAsked(app, req, res), form);
    const { input } = parsed;
    const citizenId = rowIdIn(req.params['citizen']);
    const asked = { email: input.email, grounds: groundsOf(input), formId: input.form, by: staffActor(res) };
    const outcome = await askEmailChangeOf(app, { ...asked, citizenId });
    if (outcome === 'gone') throw new NotFound();
    if (outcome === 'done') {
      const notice = 'helpdesk:notice.email-change';
      return redirectWithNotice(res, { path: at(citizenPath(citizenId)), notice });
    }
    const account = await openAccountAsked(app, req, res);
    show(res, account, outcome === 'taken' ? withError(form, 'email', t('helpdesk:error.email.taken')) : form);
  },
});

function show(res: Response, account: OpenedAccount, form: Form<(typeof SHOWN)[number]>): void {
  const { t, at } = shellOf(res);
  shellOf(res).about = fullName(account);
  const barrier = account.barrier ?? (mayBeHelped('email-change', account) ? null : 'refused');
  const email = emailField('email', form, { label: t('helpdesk:field.email'), t });
  const page: HelpdeskEmailChangePage = {
    title: t('helpdesk:act.email-change.title'),
    back: at(citizenPath(account.id)),
    name: fullName(account),
    present: account.email,
    consequences: t('helpdesk:act.email-change.told').split('\n'),
    summary: errorSummary(form, t),
    refused: barrier === null ? null : t(`helpdesk:barrier.${barrier}`),
    fields: barrier === null ? { email, controls: groundsControls(form, t) } : null,
  };
  changeView.renderForm(res, page, { refused: res.req.method === 'POST' });
}
