import type { Request, Response } from 'express';
import type { App } from '../../../app.ts';
import { NotFound } from '../../../domain/not-found.ts';
import { fullName } from '../../../domain/person-name.ts';
import { type BackLink, type ErrorSummary, errorSummary, type FormShown } from '../../../web/form/fields.ts';
import { firstForm, firstLists, parseForm, postedOf } from '../../../web/form/parse.ts';
import { rowIdIn } from '../../../web/form/row-id.ts';
import type { SummaryList } from '../../../web/form/summary-list.ts';
import { shellOf } from '../../../web/page/locals.ts';
import { redirectWithNotice } from '../../../web/page/shell.ts';
import type { Tag } from '../../../web/page/tag.ts';
import { view } from '../../../web/page/view.ts';
import { ACCOUNT_ACTS, type AccountAct, mayBeDone } from '../../staff/accounts/account-acts.ts';
import { accountState } from '../../staff/accounts/account-state.ts';
import { type ChangeOutcome, changeAccount } from '../../staff/accounts/change-account.ts';
import { openAccount } from '../../staff/accounts/open-account.ts';
import type { StaffAccount } from '../../staff/accounts/staff-accounts.repository.ts';
import { staffActor } from '../../staff/signed-in-staff.ts';
import type { ActControl } from '../submissions/acts/act.ts';
import { accountFacts, accountPath, STATE_ACTS } from './account-facts.ts';
import { ACT_FIELDS, actControls, knownValues } from './account-forms.ts';
import { accountTag, toTakeOver } from './account-words.ts';

export type AccountActForm = {
  told: string;
  submit: string;
  summary: ErrorSummary;
  /** The sentence that says why nothing was changed; null otherwise. */
  late: string | null;
  version: string;
  /** Empty when the state of the account does not allow the act. */
  controls: readonly ActControl[];
  notNow: string;
};
/** The account, or the form of one act on it. */
export type StaffAccountPage = {
  title: string;
  name: string;
  back: BackLink;
} & ({ account: ShownAccount; act: null } | { account: null; act: AccountActForm });
type ShownAccount = {
  tag: Tag;
  facts: SummaryList;
  toTakeOver: string | null;
  /** True when the reader opens their own account, which only a colleague may change. */
  own: boolean;
  acts: readonly { href: string; text: string }[];
  /** Links to the log of what this person did, and of what was done to the account. */
  log: readonly { href: string; text: string }[];
};
const accountView = view<StaffAccountPage>('admin/staff/staff-account');
const SHOWN = ['firstName', 'lastName', 'language', 'reason'] as const;
type AccountApp = Pick<App, 'db' | 'mailQuotas'>;

/** Shows the account of a colleague to administrators, with what may be done to it. */
export const staffAccountPage = (app: AccountApp) => ({
  async get(_req: Request, res: Response): Promise<void> {
    const shell = shellOf(res);
    const account = await opened(app, res, null);
    const own = account.id === staffActor(res).id;
    const acts = STATE_ACTS.filter((act) => !own && mayBeDone(act, account));
    const shown: ShownAccount = {
      tag: accountTag(account, shell),
      facts: accountFacts(account, { own, shell }),
      toTakeOver: toTakeOver(account, shell),
      own,
      log: (['staff', 'object'] as const).map((by) => ({
        href: shell.at(`/admin/audit?${by}=${account.id}`),
        text: shell.t(`staff:account.log.${by}`),
      })),
      acts: acts.map((act) => ({
        href: shell.at(`${accountPath(account)}/${act}`),
        text: shell.t(`staff:account.act.${act}`),
      })),
    };
    const name = fullName(account);
    const back = { href: shell.at('/admin/staff'), text: shell.t('staff:accounts.title') };
    accountView.render(res, { title: name, name, back, account: shown, act: null });
  },
});

/** Shows the form of one act on the account of a colleague, and does the act. Nobody acts on their own. */
export const staffAccountActPage = (app: AccountApp) => ({
  async get(_req: Request, res: Response): Promise<void> {
    const account = await opened(app, res, actAsked(res.req));
    const known = knownValues(account);
    const form = { ...firstForm(res, SHOWN, known.values), lists: firstLists(res, known.lists) };
    const before = res.locals.interruptedFields?.['version'];
    const seen = typeof before === 'string' ? before : accountState(account);
    return show(res, { account, form, seen, outcome: null });
  },

  async post(req: Request, res: Response): Promise<void> {
    const { t, at } = shellOf(res);
    const act = actAsked(req);
    const posted = postedOf(req, ['roles', 'departments']);
    const { form, ...parsed } = parseForm(ACT_FIELDS[act], { shown: SHOWN, ...posted, t });
    const seen = posted.fields['version'] ?? '';
    if (!parsed.ok) return show(res, { account: await opened(app, res, act), form, seen, outcome: null });
    const account = accountAsked(req);
    const outcome = await changeAccount(app, { account, seen, ...parsed.input, by: staffActor(res) });
    if (outcome !== 'done') return show(res, { account: await opened(app, res, act), form, seen: null, outcome });
    redirectWithNotice(res, { path: at(accountPath({ id: account })), notice: `staff:notice.account.${act}` });
  },
});

const accountAsked = (req: Request): string => rowIdIn(req.params['account']);

const actAsked = (req: Request): AccountAct => {
  const act = ACCOUNT_ACTS.find((known) => known === req.params['act']);
  if (act === undefined) throw new NotFound();
  return act;
};

/** Opens the account of the address, for a page that shows it, or to act on it. */
async function opened(app: AccountApp, res: Response, act: AccountAct | null): Promise<StaffAccount> {
  const asked = { account: accountAsked(res.req), toAct: act !== null };
  const account = await openAccount(app, { ...asked, by: staffActor(res) });
  if (account === null) throw new NotFound();
  return account;
}

type Shown = {
  account: StaffAccount;
  form: FormShown;
  /** The state of the account that the form was shown with; null when a colleague came first. */
  seen: string | null;
  outcome: Exclude<ChangeOutcome, 'done'> | null;
};

function show(res: Response, { account, form, seen, outcome }: Shown): void {
  const shell = shellOf(res);
  const { t, at } = shell;
  const act = actAsked(res.req);
  const page: AccountActForm = {
    told: t(`staff:account.about.${act}`),
    submit: t(`staff:account.submit.${act}`),
    summary: errorSummary(form, t),
    late: outcome === null ? null : t(`staff:account.late.${outcome}`),
    version: seen ?? accountState(account),
    controls: mayBeDone(act, account) ? actControls(act, form, shell) : [],
    notNow: t('staff:account.notNow'),
  };
  const back = { href: at(accountPath(account)), text: t('staff:account.back') };
  const title = t(`staff:account.act.${act}`);
  const model: StaffAccountPage = { title, name: fullName(account), back, account: null, act: page };
  accountView.renderForm(res, model, { ...form, late: outcome !== null });
}
