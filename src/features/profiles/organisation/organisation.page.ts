import type { Request, Response } from 'express';
import type { App } from '../../../app.ts';
import { type ErrorSummary, errorSummary } from '../../../web/form/fields.ts';
import { fieldsOf, firstForm, parseForm } from '../../../web/form/parse.ts';
import { type SummaryList, summaryRow } from '../../../web/form/summary-list.ts';
import { shellOf } from '../../../web/page/locals.ts';
import { redirectWithNotice } from '../../../web/page/shell.ts';
import type { Translate } from '../../../web/page/texts.ts';
import { view } from '../../../web/page/view.ts';
import { citizenActor } from '../../accounts/signed-in-citizen.ts';
import { type ProfileNavigation, profileNavigation } from '../profile-navigation.ts';
import { managedOrganisation, type OwnOrganisation, ownOrganisation } from '../profile-pages.ts';
import { changeOrganisation } from './change-organisation.ts';
import { type MandateBlock, mandateBlock } from './mandate-block.ts';
import {
  ORGANISATION_SHOWN,
  OrganisationFields,
  type OrganisationForm,
  type OrganisationQuestions,
  organisationQuestions,
  organisationValues,
} from './organisation-fields.ts';
import type { Organisation } from './organisations.repository.ts';

export type OrganisationPage = {
  title: string;
  navigation: ProfileNavigation;
  summary: ErrorSummary;
  /** The form, for a manager while the commune has not checked the details; null for somebody who may only read. */
  questions: OrganisationQuestions | null;
  facts: SummaryList;
  why: { text: string; call: boolean };
  /** The way to have a declared organisation verified by the card; null where there is none. */
  mandate: MandateBlock | null;
};
const organisationView = view<OrganisationPage>('profiles/organisation/organisation');

/**
 * Shows what was said about the organisation when its profile was created. A manager corrects it, a member reads it.
 */
export const organisationPage = (app: Pick<App, 'db' | 'fas'>) => ({
  async get(req: Request, res: Response): Promise<void> {
    const own = await ownOrganisation(app, req, res);
    show(app, res, { own, form: firstForm(res, ORGANISATION_SHOWN, organisationValues(own.organisation)) });
  },

  async post(req: Request, res: Response): Promise<void> {
    const { t, at } = shellOf(res);
    const own = await managedOrganisation(app, req, res);
    const { enterpriseNumber } = own.organisation;
    const parsed = parseForm(OrganisationFields, { shown: ORGANISATION_SHOWN, fields: fieldsOf(req), t });
    if (!parsed.ok) return show(app, res, { own, form: parsed.form });
    const change = { actor: citizenActor(res), enterpriseNumber, identity: parsed.input };
    const path = at(`/profiles/${enterpriseNumber}/organisation`);
    const saved = await changeOrganisation(app, change);
    // The commune has checked the details meanwhile; the page then says whom to call.
    redirectWithNotice(res, {
      path,
      notice: saved ? 'profiles:notice.organisation-saved' : 'profiles:notice.organisation-locked',
    });
  },
});

function show(
  { fas }: Pick<App, 'fas'>,
  res: Response,
  { own, form }: { own: OwnOrganisation; form: OrganisationForm },
): void {
  const shell = shellOf(res);
  const { t } = shell;
  const { organisation, membership } = own;
  const open = organisation.state === 'claimed';
  const page: OrganisationPage = {
    title: t('profiles:organisation.title'),
    navigation: profileNavigation(res, own, 'organisation'),
    summary: errorSummary(form, t),
    questions: open && membership.role === 'manager' ? organisationQuestions(form, t) : null,
    facts: factsOf(organisation, t),
    mandate: open
      ? mandateBlock(fas, { enterpriseNumber: organisation.enterpriseNumber, page: 'organisation' }, shell)
      : null,
    why: { text: t(open ? 'profiles:organisation.readOnly' : 'profiles:organisation.locked'), call: !open },
  };
  organisationView.renderForm(res, page, form);
}

function factsOf({ name, kind, vatLiable, legalForm }: Organisation, t: Translate): SummaryList {
  const form = legalForm === null ? t('profiles:unknown') : t(`profiles:legalForm.${legalForm}`);
  return {
    rows: [
      summaryRow(t('web:word.name'), name),
      summaryRow(t('profiles:field.kind'), t(`profiles:kind.${kind}`)),
      summaryRow(t('profiles:field.vatLiable.short'), t(vatLiable ? 'web:word.yes' : 'web:word.no')),
      summaryRow(t('profiles:field.legalForm.short'), form),
    ],
  };
}
