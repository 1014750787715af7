import type { Request, Response } from 'express';
import { z } from 'zod';
import type { App } from '../../../app.ts';
import { formatEnterpriseNumber } from '../../../domain/enterprise-number.ts';
import { fullName } from '../../../domain/person-name.ts';
import { type ErrorSummary, errorSummary, type Radios, radiosField, type TextArea } from '../../../web/form/fields.ts';
import { emptyForm, type Form, fieldsOf, line, parseForm, says } from '../../../web/form/parse.ts';
import { type SummaryList, summaryRow } from '../../../web/form/summary-list.ts';
import { formatDateTime } from '../../../web/page/format.ts';
import { redirectWithNotice, type Shell } from '../../../web/page/shell.ts';
import { view } from '../../../web/page/view.ts';
import { clientOf } from '../../../web/pipeline/client.ts';
import type { HandedOverRequest } from '../../profiles/access/handed-over-requests.repository.ts';
import { ROLES } from '../../profiles/members/roles.ts';
import { staffOf } from '../../staff/signed-in-staff.ts';
import { registerAddress } from '../organisations/public-register.ts';
import { optionalReason, REASON_MAX, reasonField } from '../reason-field.ts';
import { decideAccessRequest } from './decide-access-request.ts';
import { openAccessRequest } from './open-access-request.ts';

const SHOWN = ['decision', 'reason'] as const;
type DecisionForm = Form<(typeof SHOWN)[number]>;
const DecisionFields = z.discriminatedUnion(
  'decision',
  [
    z.object({ decision: z.enum(ROLES), reason: optionalReason }),
    z.object({ decision: z.literal('refused'), reason: line('admin:error.reason.refusal', REASON_MAX) }),
  ],
  { error: says('web:error.choice.missing') },
);

export type AccessRequestPage = {
  title: string;
  /** Null when it does not wait for an answer, or no longer. */
  request: {
    organisation: string;
    facts: SummaryList;
    registerHref: string;
    summary: ErrorSummary;
    decision: Radios;
    reason: TextArea;
  } | null;
};
const accessRequestView = view<AccessRequestPage>('admin/access-requests/access-request');

/** All that is needed to decide whether somebody may act for an organisation. */
export const accessRequestPage = (app: Pick<App, 'db'>) => ({
  async get(req: Request, res: Response): Promise<void> {
    const id = idOf(req);
    const opened = { staff: staffOf(res), network: clientOf(req).network };
    const request = id === null ? null : await openAccessRequest(app, { id, ...opened });
    if (request === null) return showAnswered(res, 404);
    show(res, request, emptyForm(SHOWN));
  },

  async post(req: Request, res: Response): Promise<void> {
    const { t, at } = res.locals.shell;
    const id = idOf(req);
    const by = { staff: staffOf(res), network: clientOf(req).network };
    // A form that is refused shows all of it again: that is an opening too.
    const request = id === null ? null : await openAccessRequest(app, { id, ...by });
    if (request === null) return showAnswered(res, 409);
    const parsed = parseForm(DecisionFields, { shown: SHOWN, fields: fieldsOf(req), t });
    if (!parsed.ok) return show(res, request, parsed.form);
    if (!(await decideAccessRequest(app, { id: request.id, ...parsed.input, ...by }))) return showAnswered(res, 409);
    const notice = parsed.input.decision === 'refused' ? 'access-refused' : 'access-accepted';
    redirectWithNotice(res, { path: at('/admin'), notice });
  },
});

function idOf(req: Request): string | null {
  return z.uuid().safeParse(req.params['id']).data ?? null;
}

/** One who comes too late has done nothing wrong: says what happened, and that nothing is left to do. */
function showAnswered(res: Response, status: 404 | 409): void {
  const title = res.locals.shell.t('admin:accessRequest.answered.title');
  accessRequestView.render(res, { title, request: null }, status);
}

function show(res: Response, request: HandedOverRequest, form: DecisionForm): void {
  const { t } = res.locals.shell;
  const choices = [
    { value: 'member', label: t('profiles:members.acceptMember'), hint: t('admin:accessRequest.member.hint') },
    { value: 'manager', label: t('profiles:members.acceptManager'), hint: t('admin:accessRequest.manager.hint') },
    { value: 'refused', label: t('profiles:members.refuse') },
  ];
  const page: AccessRequestPage = {
    title: t('admin:accessRequest.title'),
    request: {
      organisation: request.organisationName,
      facts: factsOf(request, res.locals.shell),
      registerHref: registerAddress(request.enterpriseNumber),
      summary: errorSummary(form, t),
      decision: radiosField({ name: 'decision', legend: t('admin:accessRequest.decision'), choices }, form),
      reason: reasonField(form, { label: t('admin:accessRequest.reason'), hint: t('admin:reason.hint') }),
    },
  };
  accessRequestView.renderForm(res, page, form);
}

function factsOf(request: HandedOverRequest, { t, at, language }: Shell): SummaryList {
  const number = request.enterpriseNumber;
  const emailState = t(request.emailConfirmed ? 'accounts:account.confirmed' : 'accounts:account.unconfirmed');
  const person = [{ text: fullName(request), strong: true }, `${request.email} (${emailState})`];
  const organisation = [
    { text: request.organisationName, href: at(`/admin/organisations/${number}`) },
    `${t(`profiles:kind.${request.organisationKind}`)} · ${formatEnterpriseNumber(number)}`,
    t(`profiles:state.${request.organisationState}`),
  ];
  return {
    rows: [
      summaryRow(t('admin:accessRequest.who'), person),
      summaryRow(t('admin:accessRequest.jobTitle'), t(`profiles:jobTitle.${request.jobTitle}`)),
      summaryRow(t('admin:accessRequest.organisation'), organisation),
      summaryRow(t('profiles:members.asked'), formatDateTime(request.askedAt, language)),
      summaryRow(t('admin:accessRequest.handedOver'), formatDateTime(request.handedOverAt, language)),
    ],
  };
}
