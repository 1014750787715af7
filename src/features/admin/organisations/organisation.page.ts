import type { Request, Response } from 'express';
import { z } from 'zod';
import type { App } from '../../../app.ts';
import { NotFound } from '../../../domain/not-found.ts';
import { formatEnterpriseNumber } from '../../../domain/numbers/enterprise-number.ts';
import { fullName } from '../../../domain/person-name.ts';
import { type ErrorSummary, errorSummary, type Radios, radiosField, type TextArea } from '../../../web/form/fields.ts';
import { type Form, fieldsOf, firstForm, line, parseForm, says, withError } from '../../../web/form/parse.ts';
import { type SummaryList, summaryRow } from '../../../web/form/summary-list.ts';
import { shellOf } from '../../../web/page/locals.ts';
import { redirectWithNotice, type Shell } from '../../../web/page/shell.ts';
import type { Tag } from '../../../web/page/tag.ts';
import { view } from '../../../web/page/view.ts';
import { type EventRow, eventRow } from '../../profiles/history/event-text.ts';
import { listOrganisationEvents } from '../../profiles/history/organisation-events.repository.ts';
import { listMembers, type Member } from '../../profiles/members/memberships.repository.ts';
import { ORGANISATION_STATES, type OrganisationState } from '../../profiles/organisation/organisation-states.ts';
import type { Organisation } from '../../profiles/organisation/organisations.repository.ts';
import { stateTag } from '../../profiles/organisation/state-tag.ts';
import { numberOf } from '../../profiles/profile-pages.ts';
import { staffActor, staffOf } from '../../staff/signed-in-staff.ts';
import { REASON_MAX, reasonField } from '../reason-field.ts';
import { mayAct, mayOpen } from '../staff-pages.ts';
import { decideOrganisationState } from './decide-organisation-state.ts';
import { openOrganisation } from './open-organisation.ts';
import { registerAddress } from './public-register.ts';

const EVENTS_SHOWN = 20;
const ROLE_COLOURS = { manager: 'purple', member: 'blue' } as const;
const SHOWN = ['state', 'reason'] as const;
type StateForm = Form<(typeof SHOWN)[number]>;
const StateFields = z.object({
  /** The state in which the form was shown: when two agents decide at once, the second is told. */
  from: z.enum(ORGANISATION_STATES, { error: says('web:error.choice.missing') }),
  state: z.enum(ORGANISATION_STATES, { error: says('web:error.choice.missing') }),
  reason: line('admin:error.reason.missing', REASON_MAX),
});

export type MemberRow = {
  name: string;
  email: string;
  jobTitle: string;
  role: Tag;
  end: string | null;
};
export type OrganisationPage = {
  title: string;
  kind: string;
  from: OrganisationState;
  facts: SummaryList;
  members: MemberRow[];
  events: EventRow[];
  summary: ErrorSummary;
  /** Null for a person who may only look. */
  change: { newState: Radios; reason: TextArea } | null;
};
const organisationView = view<OrganisationPage>('admin/organisations/organisation');

/**
 * Shows what the portal knows about an organisation and who acts for it. Here the commune marks it as verified or
 * contested.
 */
export const organisationPage = (app: Pick<App, 'db'>) => ({
  get: (_req: Request, res: Response): Promise<void> => show(app, res, firstForm(res, SHOWN, {})),

  async post(req: Request, res: Response): Promise<void> {
    const { t, at } = shellOf(res);
    const enterpriseNumber = numberOf(req);
    const { form, ...parsed } = parseForm(StateFields, { shown: SHOWN, fields: fieldsOf(req), t });
    if (!parsed.ok) return show(app, res, form);
    if (!(await decideOrganisationState(app, { enterpriseNumber, ...parsed.input, by: staffActor(res) }))) {
      return show(app, res, withError(form, 'state', t('admin:error.state.same')));
    }
    redirectWithNotice(res, {
      path: at(`/admin/organisations/${enterpriseNumber}`),
      notice: 'admin:notice.organisation-state-changed',
    });
  },
});

/**
 * Each display of the page is written to the audit log, also after a refused form. A decision sent without seeing the
 * page is not an opening.
 */
async function show(app: Pick<App, 'db'>, res: Response, form: StateForm): Promise<void> {
  const organisation = await openOrganisation(app, { enterpriseNumber: numberOf(res.req), by: staffActor(res) });
  if (organisation === null) throw new NotFound();
  const shell = shellOf(res);
  const { t } = shell;
  const { enterpriseNumber } = organisation;
  const { roles } = staffOf(res);
  const members = await listMembers(app.db, enterpriseNumber);
  const events = await listOrganisationEvents(app.db, { enterpriseNumber, asked: null, limit: EVENTS_SHOWN });
  const states = ORGANISATION_STATES.map((value) => ({ value, label: t(`profiles:state.${value}`) }));
  const page: OrganisationPage = {
    title: organisation.name,
    kind: t(`profiles:kind.${organisation.kind}`),
    from: organisation.state,
    facts: factsOf(organisation, shell),
    members: members.map((member) => memberRow(member, shell, mayOpen(roles, 'memberEnd'))),
    events: events.map((event) => eventRow(event, shell)),
    summary: errorSummary(form, t),
    change: mayAct(roles, 'organisation')
      ? {
          newState: radiosField({ name: 'state', legend: t('admin:organisation.newState'), choices: states }, form),
          reason: reasonField(form, { label: t('web:word.reason'), hint: t('admin:reason.hint') }),
        }
      : null,
  };
  organisationView.renderForm(res, page, form);
}

function factsOf({ enterpriseNumber, state, legalForm, vatLiable }: Organisation, { t }: Shell): SummaryList {
  const register = { text: t('admin:register.link'), href: registerAddress(enterpriseNumber), newTab: true };
  const form = legalForm === null ? t('profiles:unknown') : t(`profiles:legalForm.${legalForm}`);
  return {
    rows: [
      summaryRow(t('profiles:field.enterpriseNumber'), [formatEnterpriseNumber(enterpriseNumber), register]),
      summaryRow(t('admin:organisation.state'), stateTag(state, t)),
      summaryRow(t('profiles:field.legalForm.short'), form),
      summaryRow(t('profiles:field.vatLiable.short'), t(vatLiable ? 'web:word.yes' : 'web:word.no')),
    ],
  };
}

function memberRow(member: Member, { t, at }: Shell, mayEnd: boolean): MemberRow {
  return {
    name: fullName(member),
    email: member.accountEmail,
    jobTitle: t(`profiles:jobTitle.${member.jobTitle}`),
    role: { text: t(`notifications:role.${member.role}`), colour: ROLE_COLOURS[member.role] },
    end: mayEnd ? at(`/admin/organisations/${member.enterpriseNumber}/members/${member.id}`) : null,
  };
}
