import type { Request, Response } from 'express';
import { z } from 'zod';
import type { App } from '../../../app.ts';
import { fullName } from '../../../domain/person-name.ts';
import { visibleLine } from '../../../domain/visible-text.ts';
import { type ErrorSummary, errorSummary, type TextField, textField } from '../../../web/form/fields.ts';
import { listPage, type Paging, pageAsked, pagingOf } from '../../../web/form/paging.ts';
import { type Form, firstForm, firstLists, parseForm, postedOf } from '../../../web/form/parse.ts';
import { shellOf } from '../../../web/page/locals.ts';
import { redirectWithNotice, type Shell } from '../../../web/page/shell.ts';
import type { Tag } from '../../../web/page/tag.ts';
import { view } from '../../../web/page/view.ts';
import { emailAddress } from '../../credentials/credential-fields.ts';
import { inviteColleague } from '../../staff/accounts/invite-colleague.ts';
import { listStaffAccounts, type StaffAccount } from '../../staff/accounts/staff-accounts.repository.ts';
import { staffActor } from '../../staff/signed-in-staff.ts';
import { optionalReason, reasonField } from '../reason-field.ts';
import type { ActControl } from '../submissions/acts/act.ts';
import { accountPath } from './account-facts.ts';
import {
  departmentsControl,
  departmentsField,
  personControls,
  personFields,
  rolesControl,
  rolesField,
} from './account-forms.ts';
import { accountTag, rolesAndDepartments, toTakeOver } from './account-words.ts';

const LISTS = ['roles', 'departments'] as const;
const SHOWN = ['firstName', 'lastName', 'email', 'language', 'reason'] as const;
const { firstName, lastName, language } = personFields;
const InviteFields = z.object({
  firstName,
  lastName,
  email: emailAddress,
  language,
  roles: rolesField,
  departments: departmentsField,
  reason: optionalReason,
});

export type StaffRow = {
  href: string;
  name: string;
  email: string;
  work: string;
  tag: Tag;
  takeOver: string | null;
};
export type StaffPage = {
  title: string;
  summary: ErrorSummary;
  search: TextField;
  searched: boolean;
  rows: StaffRow[];
  paging: Paging;
  controls: readonly ActControl[];
};
const staffView = view<StaffPage>('admin/staff/staff');
type StaffApp = Pick<App, 'db'>;
type InviteForm = Form<(typeof SHOWN)[number], (typeof LISTS)[number]>;

/** Shows administrators the staff of the commune, and the form that invites a colleague by mail. */
export const staffPage = (app: StaffApp) => ({
  get(_req: Request, res: Response): Promise<void> {
    const lists = firstLists(res, { roles: ['agent'], departments: [] });
    return show(app, res, { ...firstForm(res, SHOWN, { language: 'fr' }), lists });
  },

  async post(req: Request, res: Response): Promise<void> {
    const { t, at } = shellOf(res);
    const parsed = parseForm(InviteFields, { shown: SHOWN, ...postedOf(req, LISTS), t });
    if (!parsed.ok) return show(app, res, parsed.form);
    const { departments, reason, ...person } = parsed.input;
    const { outcome, account } = await inviteColleague(app, { person, departments, reason, by: staffActor(res) });
    redirectWithNotice(res, {
      path: at(accountPath({ id: account })),
      notice: outcome === 'invited' ? 'staff:notice.account.invitation' : 'staff:notice.account.known',
    });
  },
});

async function show(app: StaffApp, res: Response, form: InviteForm): Promise<void> {
  const shell = shellOf(res);
  const { t, at } = shell;
  const { q, after } = res.req.query;
  const words = typeof q === 'string' ? (visibleLine(q) ?? '').slice(0, 100) : '';
  const listed = await listPage(pageAsked(after), (page) => listStaffAccounts(app.db, { ...page, words }));
  const path = `${at('/admin/staff')}${words === '' ? '' : `?q=${encodeURIComponent(words)}`}`;
  const page: StaffPage = {
    title: t('staff:accounts.title'),
    summary: errorSummary(form, t),
    search: textField('q', { values: { q: words }, errors: [] }, { label: t('staff:accounts.search'), type: 'search' }),
    searched: words !== '',
    rows: listed.rows.map((account) => rowOf(account, shell)),
    paging: pagingOf(listed, { path, newestFirst: false, t }),
    controls: inviteControls(form, shell),
  };
  staffView.renderForm(res, page, form);
}

function inviteControls(form: InviteForm, shell: Shell): ActControl[] {
  const { t } = shell;
  const [first, last, spoken] = personControls(form, shell);
  const email = textField('email', form, { label: t('web:word.email'), type: 'email', inputmode: 'email' });
  const why = { label: t('staff:account.reason.optional'), hint: t('staff:account.reason.hint') };
  return [
    ...[first, last].filter((control) => control !== undefined),
    { look: 'text', field: email },
    ...[spoken].filter((control) => control !== undefined),
    rolesControl(form, shell),
    departmentsControl(form, shell),
    { look: 'area', field: reasonField(form, why) },
  ];
}

function rowOf(account: StaffAccount, shell: Shell): StaffRow {
  return {
    href: shell.at(accountPath(account)),
    name: fullName(account),
    email: account.email,
    work: rolesAndDepartments(account, shell),
    tag: accountTag(account, shell),
    takeOver: toTakeOver(account, shell),
  };
}
