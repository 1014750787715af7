import type { Request, Response } from 'express';
import { z } from 'zod';
import type { App } from '../../../app.ts';
import { NotFound } from '../../../domain/not-found.ts';
import { fullName } from '../../../domain/person-name.ts';
import { type ErrorSummary, errorSummary } from '../../../web/form/fields.ts';
import { type Form, fieldsOf, firstForm, parseForm } from '../../../web/form/parse.ts';
import { rowIdIn } from '../../../web/form/row-id.ts';
import { shellOf } from '../../../web/page/locals.ts';
import { redirectWithNotice } from '../../../web/page/shell.ts';
import { view } from '../../../web/page/view.ts';
import { staffActor } from '../../staff/signed-in-staff.ts';
import type { OpenedAccount } from '../account/open-account.ts';
import { openAccountAsked } from '../account/open-account-asked.ts';
import { citizenPath } from '../helpdesk-paths.ts';
import {
  GROUNDS_SHOWN,
  type GroundsFields,
  groundsControls,
  groundsFields,
  groundsOf,
  saidInWords,
} from './grounds-form.ts';
import { type HelpAct, mayBeHelped } from './help-acts.ts';
import { type HelpOutcome, helpWithAccount } from './help-with-account.ts';

const ActFields = z.object(groundsFields).check(saidInWords);
type Refused = Exclude<HelpOutcome, 'done' | 'gone'>;

export type ActPage = {
  title: string;
  back: string;
  name: string;
  email: string;
  /** The sentences that say what the act changes for the person. */
  consequences: readonly string[];
  summary: ErrorSummary;
  /** The sentence that says why the act was not done, or cannot be; null when it can. */
  refused: string | null;
  /** Null when the account does not allow this act. */
  controls: GroundsFields | null;
  submit: string;
};
const actView = view<ActPage>('helpdesk/acts/act');
type ActApp = Pick<App, 'clock' | 'db' | 'quotas'>;

/**
 * The page of one act: what the person will see and get, then the fields for the reason and for how the person was
 * recognised.
 */
export const actPage = (app: ActApp, act: HelpAct) => ({
  async get(req: Request, res: Response): Promise<void> {
    const account = await openAccountAsked(app, req, res);
    show(res, { act, account, form: firstForm(res, GROUNDS_SHOWN, {}), refused: barrierTo(act, account) });
  },

  async post(req: Request, res: Response): Promise<void> {
    const { t, at } = shellOf(res);
    const { form, ...parsed } = parseForm(ActFields, { shown: GROUNDS_SHOWN, fields: fieldsOf(req), t });
    if (!parsed.ok) {
      const account = await openAccountAsked(app, req, res);
      return show(res, { act, account, form, refused: barrierTo(act, account) });
    }
    const { input } = parsed;
    const citizenId = rowIdIn(req.params['citizen']);
    const help = { act, grounds: groundsOf(input), formId: input.form, by: staffActor(res) };
    const outcome = await helpWithAccount(app, { ...help, citizenId });
    if (outcome === 'gone') throw new NotFound();
    if (outcome === 'done') {
      return redirectWithNotice(res, { path: at(citizenPath(citizenId)), notice: `helpdesk:notice.${act}` });
    }
    const account = await openAccountAsked(app, req, res);
    show(res, { act, account, form, refused: outcome });
  },
});

const barrierTo = (act: HelpAct, account: OpenedAccount): Refused | null =>
  account.barrier ?? (mayBeHelped(act, account) ? null : 'refused');

type Shown = {
  act: HelpAct;
  account: OpenedAccount;
  form: Form<(typeof GROUNDS_SHOWN)[number]>;
  refused: Refused | null;
};

function show(res: Response, { act, account, form, refused }: Shown): void {
  const { t, at } = shellOf(res);
  // Two tabs, for two people who call, are told apart.
  shellOf(res).about = fullName(account);
  const page: ActPage = {
    title: t(`helpdesk:act.${act}.title`),
    back: at(citizenPath(account.id)),
    name: fullName(account),
    email: account.email,
    consequences: t(`helpdesk:act.${act}.told`).split('\n'),
    summary: errorSummary(form, t),
    refused: refused === null ? null : t(`helpdesk:barrier.${refused}`),
    controls: refused === null || refused === 'too-many' ? groundsControls(form, t) : null,
    submit: t(`helpdesk:act.${act}.submit`),
  };
  actView.renderForm(res, page, { refused: res.req.method === 'POST', tooMany: refused === 'too-many' });
}
