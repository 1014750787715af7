import type { Request, Response } from 'express';
import { z } from 'zod';
import type { App } from '../../../app.ts';
import { type ErrorSummary, errorSummary, type Radios, radiosField, type TextArea } from '../../../web/form/fields.ts';
import { type Form, fieldsOf, firstForm, line, parseForm, says } from '../../../web/form/parse.ts';
import { RowId } from '../../../web/form/row-id.ts';
import type { SummaryList } from '../../../web/form/summary-list.ts';
import { shellOf } from '../../../web/page/locals.ts';
import { redirectWithNotice } from '../../../web/page/shell.ts';
import { view } from '../../../web/page/view.ts';
import type { HandedOverRequest } from '../../profiles/access/handed-over-requests.repository.ts';
import { listMembers, type Member } from '../../profiles/members/memberships.repository.ts';
import { ROLES } from '../../profiles/members/roles.ts';
import { staffActor, staffOf } from '../../staff/signed-in-staff.ts';
import { registerAddress } from '../organisations/public-register.ts';
import { optionalReason, REASON_MAX, reasonField } from '../reason-field.ts';
import { mayAct } from '../staff-pages.ts';
import { accessRequestFacts } from './access-request-facts.ts';
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
  /** Null when the request does not exist or no longer waits for an answer. */
  request: {
    organisation: string;
    facts: SummaryList;
    registerHref: string;
    summary: ErrorSummary;
    /** Null for a person who may only look. */
    answer: { decision: Radios; reason: TextArea } | null;
  } | null;
};
const accessRequestView = view<AccessRequestPage>('admin/access-requests/access-request');

/** Shows what is needed to decide whether somebody may act for an organisation, and takes the decision. */
export const accessRequestPage = (app: Pick<App, 'db'>) => ({
  get: (_req: Request, res: Response): Promise<void> => open(app, res, firstForm(res, SHOWN, {})),

  async post(req: Request, res: Response): Promise<void> {
    const { t, at } = shellOf(res);
    const id = idOf(req);
    if (id === null) return showAnswered(res);
    const parsed = parseForm(DecisionFields, { shown: SHOWN, fields: fieldsOf(req), t });
    if (!parsed.ok) return open(app, res, parsed.form);
    if (!(await decideAccessRequest(app, { id, ...parsed.input, by: staffActor(res) }))) return showAnswered(res);
    const notice =
      parsed.input.decision === 'refused' ? 'profiles:notice.access-refused' : 'profiles:notice.access-accepted';
    redirectWithNotice(res, { path: at('/admin'), notice });
  },
});

/**
 * Each display of the page is written to the audit log, also after a refused form. A decision sent without seeing the
 * page is not an opening.
 */
async function open(app: Pick<App, 'db'>, res: Response, form: DecisionForm): Promise<void> {
  const id = idOf(res.req);
  const request = id === null ? null : await openAccessRequest(app, { id, by: staffActor(res) });
  if (request === null) return showAnswered(res);
  const members = await listMembers(app.db, request.enterpriseNumber);
  show(res, { request, members, form });
}

function idOf(req: Request): string | null {
  return RowId.safeParse(req.params['id']).data ?? null;
}

/**
 * Somebody who comes too late has made no mistake: the page says that the request was answered and that nothing is left
 * to do.
 */
function showAnswered(res: Response): void {
  const late = res.req.method === 'POST';
  const title = shellOf(res).t('admin:accessRequest.answered.title');
  accessRequestView.renderForm(res, { title, request: null }, { late, status: late ? null : 404 });
}

type Shown = { request: HandedOverRequest; members: readonly Member[]; form: DecisionForm };

function show(res: Response, { request, members, form }: Shown): void {
  const { t } = shellOf(res);
  const choices = [
    { value: 'member', label: t('profiles:members.acceptMember'), hint: t('admin:accessRequest.member.hint') },
    { value: 'manager', label: t('profiles:members.acceptManager'), hint: t('admin:accessRequest.manager.hint') },
    { value: 'refused', label: t('web:word.refuse') },
  ];
  const page: AccessRequestPage = {
    title: t('admin:accessRequest.title'),
    request: {
      organisation: request.organisationName,
      facts: accessRequestFacts({ request, members }, shellOf(res)),
      registerHref: registerAddress(request.enterpriseNumber),
      summary: errorSummary(form, t),
      answer: mayAct(staffOf(res).roles, 'accessRequest')
        ? {
            decision: radiosField({ name: 'decision', legend: t('admin:accessRequest.decision'), choices }, form),
            reason: reasonField(form, { label: t('admin:accessRequest.reason'), hint: t('admin:reason.hint') }),
          }
        : null,
    },
  };
  accessRequestView.renderForm(res, page, form);
}
