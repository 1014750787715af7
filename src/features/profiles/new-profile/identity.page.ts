import type { Request, Response } from 'express';
import type { App } from '../../../app.ts';
import type { OrganisationKind } from '../../../domain/legal-forms.ts';
import { formatEnterpriseNumber } from '../../../domain/numbers/enterprise-number.ts';
import { type ErrorSummary, errorSummary } from '../../../web/form/fields.ts';
import { fieldsOf, firstForm, parseForm } from '../../../web/form/parse.ts';
import { shellOf } from '../../../web/page/locals.ts';
import { view } from '../../../web/page/view.ts';
import { citizenActor } from '../../accounts/signed-in-citizen.ts';
import {
  ORGANISATION_SHOWN,
  OrganisationFields,
  type OrganisationForm,
  type OrganisationQuestions,
  organisationQuestions,
  organisationValues,
} from '../organisation/organisation-fields.ts';
import { ownDraft } from '../profile-pages.ts';
import { answerIdentity } from './answer-identity.ts';
import type { ProfileDraft } from './profile-draft.ts';
import { findRegistryProposal, type RegistryProposal } from './registry-proposal.ts';
import { pathAfter, pathBefore, pathInsteadOf } from './steps.ts';

export type IdentityPage = {
  title: string;
  back: string;
  underWay: string;
  number: string;
  /** The warning that the register gives another kind than the chosen one; null when they agree. */
  warning: string | null;
  summary: ErrorSummary;
  questions: OrganisationQuestions;
};
const identityView = view<IdentityPage>('profiles/new-profile/identity');

/** Step 2 of the wizard: name, kind, VAT and legal form. The register proposes what it knows, when it is loaded. */
export const identityPage = (app: Pick<App, 'db'>) => ({
  async get(req: Request, res: Response): Promise<void> {
    const { at, language } = shellOf(res);
    const draft = await ownDraft(app, req, res);
    const instead = pathInsteadOf('identity', draft);
    if (instead !== null) return res.redirect(303, at(instead));
    const registry = await findRegistryProposal(app, draft.enterpriseNumber, language);
    const { begunAs, kind = begunAs } = draft.answers;
    show(res, draft, {
      form: firstForm(res, ORGANISATION_SHOWN, knownOrProposed(draft, registry)),
      disagreeing: registry.kind !== kind ? registry.kind : null,
    });
  },

  async post(req: Request, res: Response): Promise<void> {
    const { t, at, language } = shellOf(res);
    const draft = await ownDraft(app, req, res);
    const instead = pathInsteadOf('identity', draft);
    if (instead !== null) return res.redirect(303, at(instead));
    const parsed = parseForm(OrganisationFields, { shown: ORGANISATION_SHOWN, fields: fieldsOf(req), t });
    if (!parsed.ok) {
      const { kind } = await findRegistryProposal(app, draft.enterpriseNumber, language);
      const disagreeing = kind !== null && parsed.form.values.kind !== kind ? kind : null;
      return show(res, draft, { form: parsed.form, disagreeing });
    }
    const answered = await answerIdentity(app, { actor: citizenActor(res), draft, identity: parsed.input });
    res.redirect(303, at(pathAfter('identity', answered)));
  },
});

/**
 * An earlier answer comes before what the register says; a legal form that was answered « none » stays so. The kind is
 * the one that the citizen began with: where the register disagrees, the page says so and never changes it by itself.
 */
function knownOrProposed({ answers }: ProfileDraft, registry: RegistryProposal) {
  const { begunAs, name = registry.name ?? undefined, kind = begunAs, vatLiable } = answers;
  const legalForm = answers.legalForm === undefined ? registry.legalForm : answers.legalForm;
  return organisationValues({ name, kind, vatLiable, legalForm });
}

type Shown = { form: OrganisationForm; disagreeing: OrganisationKind | null };

function show(res: Response, draft: ProfileDraft, { form, disagreeing }: Shown): void {
  const { t, at } = shellOf(res);
  const { enterpriseNumber, answers } = draft;
  const page: IdentityPage = {
    title: t('profiles:identity.title'),
    back: at(pathBefore('identity', draft)),
    underWay: t(`profiles:kind.${answers.begunAs}`),
    number: formatEnterpriseNumber(enterpriseNumber),
    warning: disagreeing === null ? null : t(`profiles:identity.warning.${disagreeing}`),
    summary: errorSummary(form, t),
    questions: organisationQuestions(form, t),
  };
  identityView.renderForm(res, page, form);
}
