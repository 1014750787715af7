import type { Request, Response } from 'express';
import type { App } from '../../../app.ts';
import {
  type EnterpriseNumber,
  formatEnterpriseNumber,
  parseEnterpriseNumber,
} from '../../../domain/numbers/enterprise-number.ts';
import { fullName } from '../../../domain/person-name.ts';
import { type ErrorSummary, errorSummary, type TextField, textField } from '../../../web/form/fields.ts';
import { listPage, type Paging, pageAsked, pagingOf } from '../../../web/form/paging.ts';
import type { FieldError } from '../../../web/form/parse.ts';
import { formatDateTime } from '../../../web/page/format.ts';
import { shellOf } from '../../../web/page/locals.ts';
import type { Shell } from '../../../web/page/shell.ts';
import type { Tag } from '../../../web/page/tag.ts';
import { view } from '../../../web/page/view.ts';
import {
  type HandedOverRequest,
  listHandedOverRequests,
} from '../../profiles/access/handed-over-requests.repository.ts';
import { waitingDays } from '../../profiles/access/waiting-days.ts';
import { findOrganisation } from '../../profiles/organisation/organisations.repository.ts';
import { stateTag } from '../../profiles/organisation/state-tag.ts';

const NATIONAL_REGISTER = 'national-register';

export type WaitingRow = {
  href: string;
  name: string;
  number: string;
  state: Tag;
  person: string;
  jobTitle: string;
  asked: string;
  since: string;
};
export type WaitingPage = {
  title: string;
  requests: WaitingRow[];
  paging: Paging;
  summary: ErrorSummary;
  number: TextField;
};
const waitingView = view<WaitingPage>('admin/access-requests/waiting');
type WaitingApp = Pick<App, 'clock' | 'db'>;
type LookUp = { typed: string; errors: FieldError[] };

/** Shows the requests that wait for the commune, and a form that finds an organisation by its number. */
export const waitingPage = (app: WaitingApp) => ({
  async get(req: Request, res: Response): Promise<void> {
    const { at } = shellOf(res);
    const { number, problem } = req.query;
    if (typeof number !== 'string') {
      const errors = problem === NATIONAL_REGISTER ? [wrongNumber(res, NATIONAL_REGISTER)] : [];
      return show(app, res, { typed: '', errors });
    }
    const reading = parseEnterpriseNumber(number.slice(0, 200));
    if (reading.ok) return lookUp(app, res, reading.number);
    // A national register number must not be shown again: the redirection also removes it from the page's address,
    // which the browser keeps and sends on.
    if (reading.problem === NATIONAL_REGISTER) return res.redirect(303, at(`/admin?problem=${NATIONAL_REGISTER}`));
    return show(app, res, { typed: number, errors: [wrongNumber(res, reading.problem)] });
  },
});

function wrongNumber(
  res: Response,
  problem: Extract<ReturnType<typeof parseEnterpriseNumber>, { ok: false }>['problem'],
) {
  return { field: 'number', message: shellOf(res).t(`profiles:enterpriseNumber.problem.${problem}`) };
}

async function lookUp(app: WaitingApp, res: Response, number: EnterpriseNumber): Promise<void> {
  const { at, t } = shellOf(res);
  if ((await findOrganisation(app.db, number)) !== null) return res.redirect(303, at(`/admin/organisations/${number}`));
  const written = formatEnterpriseNumber(number);
  const message = t('admin:lookUp.none', { number: written });
  return show(app, res, { typed: written, errors: [{ field: 'number', message }] });
}

async function show(app: WaitingApp, res: Response, { typed, errors }: LookUp): Promise<void> {
  const { t, at } = shellOf(res);
  const listed = await listPage(pageAsked(res.req.query['after']), (page) => listHandedOverRequests(app.db, page));
  const form = { values: { number: typed }, errors };
  const page: WaitingPage = {
    title: t('admin:waiting.title'),
    requests: listed.rows.map((request) => rowOf(request, app.clock.now(), shellOf(res))),
    paging: pagingOf(listed, { path: at('/admin'), newestFirst: false, t }),
    summary: errorSummary(form, t),
    number: textField('number', form, {
      label: t('profiles:field.enterpriseNumber'),
      hint: t('admin:lookUp.hint'),
      inputmode: 'numeric',
      width: 20,
    }),
  };
  waitingView.renderForm(res, page, { errors });
}

function rowOf(request: HandedOverRequest, now: Date, { t, at, language }: Shell): WaitingRow {
  const { id, organisationState: state } = request;
  const days = waitingDays(request.handedOverAt, now);
  return {
    href: at(`/admin/access-requests/${id}`),
    name: request.organisationName,
    number: formatEnterpriseNumber(request.enterpriseNumber),
    state: stateTag(state, t),
    person: fullName(request),
    jobTitle: t(`profiles:jobTitle.${request.jobTitle}`),
    asked: formatDateTime(request.askedAt, language),
    since: days < 1 ? t('admin:waiting.today') : t('admin:waiting.since', { count: days }),
  };
}
