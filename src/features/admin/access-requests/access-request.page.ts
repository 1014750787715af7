import type { Request, Response } from 'express';
import { z } from 'zod';
import type { App } from '../../../app.ts';
import { formatEnterpriseNumber } from '../../../domain/enterprise-number.ts';
import { fullName } from '../../../domain/person-name.ts';
import { type ErrorSummary, errorSummary, type Radios, radiosField, type TextArea } from '../../../web/form/fields.ts';
import { emptyForm, type Form, fieldsOf, line, parseForm, says } from '../../../web/form/parse.ts';
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

export type AccessRequestFacts = {
  person: string;
  email: string;
  emailState: string;
  jobTitle: string;
  asked: string;
  handedOver: string;
  name: string;
  number: string;
  kind: string;
  state: string;
  organisationHref: string;
  registerHref: string;
};
export type AccessRequestPage = {
  title: string;
  /** Null when it does not wait for an answer, or no longer. */
  request: { facts: AccessRequestFacts; summary: ErrorSummary; decision: Radios; reason: TextArea } | null;
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
      facts: factsOf(request, res.locals.shell),
      summary: errorSummary(form, t),
      decision: radiosField({ name: 'decision', legend: t('admin:accessRequest.decision'), choices }, form),
      reason: reasonField(form, { label: t('admin:accessRequest.reason'), hint: t('admin:reason.hint') }),
    },
  };
  accessRequestView.render(res, page, form.errors.length > 0 ? 422 : 200);
}

function factsOf(request: HandedOverRequest, { t, at, language }: Shell): AccessRequestFacts {
  const number = request.enterpriseNumber;
  return {
    person: fullName(request),
    email: request.email,
    emailState: t(request.emailConfirmed ? 'accounts:account.confirmed' : 'accounts:account.unconfirmed'),
    jobTitle: t(`profiles:jobTitle.${request.jobTitle}`),
    asked: formatDateTime(request.askedAt, language),
    handedOver: formatDateTime(request.handedOverAt, language),
    name: request.organisationName,
    number: formatEnterpriseNumber(number),
    kind: t(`profiles:kind.${request.organisationKind}`),
    state: t(`profiles:state.${request.organisationState}`),
    organisationHref: at(`/admin/organisations/${number}`),
    registerHref: registerAddress(number),
  };
}
