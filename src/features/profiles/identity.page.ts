import type { Request, Response } from 'express';
import { z } from 'zod';
import type { App } from '../../app.ts';
import { type Form, fieldsOf, firstForm, key, line, parseForm } from '../../web/form.ts';
import { type ErrorSummary, errorSummary, type Radios, type TextField, textField } from '../../web/partials.ts';
import { view } from '../../web/view.ts';
import { citizenOf } from '../accounts/signed-in-citizen.ts';
import { findRegistryEnterprise } from '../register/register.repository.ts';
import { type EnterpriseNumber, formatEnterpriseNumber } from './enterprise-number.ts';
import { kindOfLegalForm, organisationKinds } from './legal-forms.ts';
import { type ProfileDraft, updateProfileDraft } from './profile-drafts.repository.ts';
import { ownDraft, radiosOf } from './profile-pages.ts';

const SHOWN = ['name', 'kind', 'vatLiable'] as const;
const IdentityFields = z.object({
  name: line('profiles:error.name.missing', 320),
  kind: z.enum(organisationKinds, { error: key('profiles:error.kind.missing') }),
  vatLiable: z.enum(['yes', 'no'], { error: key('profiles:error.vatLiable.missing') }),
});

export type IdentityPage = {
  title: string;
  kind: 'enterprise' | 'association';
  underWay: string;
  number: string;
  /** The register says another kind than the one begun with. */
  warning: string | null;
  summary: ErrorSummary;
  name: TextField;
  questions: Radios[];
};
const identityView = view<IdentityPage>('profiles/identity');

/** Step 2: name, type, VAT. The register, when it is loaded, proposes the name and the kind. */
export const identityPage = (app: Pick<App, 'db'>) => ({
  async get(req: Request, res: Response): Promise<void> {
    const draft = await ownDraft(app, req, res);
    const { name, kind, vatLiable, begunAs } = draft.answers;
    const registry = await readRegister(app, res, draft);
    const answered = vatLiable === undefined ? '' : vatLiable ? 'yes' : 'no';
    const values = { name: name ?? registry.name ?? '', kind: kind ?? registry.kind ?? begunAs, vatLiable: answered };
    show(res, draft, { form: firstForm(res, SHOWN, values), registryKind: registry.kind });
  },

  async post(req: Request, res: Response): Promise<void> {
    const { t, at } = res.locals.shell;
    const draft = await ownDraft(app, req, res);
    const parsed = parseForm(IdentityFields, { shown: SHOWN, fields: fieldsOf(req), t });
    if (!parsed.ok) return show(res, draft, { form: parsed.form, registryKind: null });
    const { name, kind, vatLiable } = parsed.input;
    const answers = { ...draft.answers, name, kind, vatLiable: vatLiable === 'yes' };
    const of = { id: draft.id, citizenId: citizenOf(res).citizen.id };
    await app.db.transaction((tx) => updateProfileDraft(tx, of, answers));
    res.redirect(303, at(`/profiles/drafts/${draft.id}/responsibilities`));
  },
});

async function readRegister(app: Pick<App, 'db'>, res: Response, { enterpriseNumber }: ProfileDraft) {
  const found = await findRegistryEnterprise(app.db, enterpriseNumber, res.locals.shell.language);
  const kind = found?.registryLegalForm ? kindOfLegalForm(found.registryLegalForm) : null;
  return { name: found?.registryName ?? null, kind };
}

type Shown = { form: Form<(typeof SHOWN)[number]>; registryKind: 'enterprise' | 'association' | null };

function show(res: Response, { enterpriseNumber, answers }: ProfileDraft, { form, registryKind }: Shown): void {
  const { t } = res.locals.shell;
  const kinds = organisationKinds.map((value) => ({ value, label: t(`profiles:kind.${value}`) }));
  const yesOrNo = (['yes', 'no'] as const).map((value) => ({ value, label: t(`profiles:${value}`) }));
  const disagrees = registryKind !== null && registryKind !== answers.begunAs;
  const page: IdentityPage = {
    title: t('profiles:identity.title'),
    kind: answers.begunAs,
    underWay: t(`profiles:kind.${answers.begunAs}`),
    number: formatEnterpriseNumber(enterpriseNumber as EnterpriseNumber),
    warning: disagrees ? t(`profiles:identity.warning.${registryKind}`) : null,
    summary: errorSummary(form, t),
    name: textField('name', form, { label: t('profiles:field.name'), autocomplete: 'organization' }),
    questions: [
      radiosOf({ name: 'kind', legend: t('profiles:field.kind'), choices: kinds }, form),
      radiosOf({ name: 'vatLiable', legend: t('profiles:field.vatLiable'), choices: yesOrNo }, form),
    ],
  };
  identityView.render(res, page, form.errors.length > 0 ? 422 : 200);
}
