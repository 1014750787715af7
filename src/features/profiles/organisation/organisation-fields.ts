import { z } from 'zod';
import { legalFormKeys, organisationKinds } from '../../../domain/legal-forms.ts';
import {
  type Radios,
  radiosField,
  type SelectField,
  selectField,
  type TextField,
  textField,
} from '../../../web/form/fields.ts';
import { type Form, line, says } from '../../../web/form/parse.ts';
import type { Translate } from '../../../web/page/texts.ts';
import type { OrganisationIdentity } from './organisations.repository.ts';

export const ORGANISATION_SHOWN = ['name', 'kind', 'vatLiable', 'legalForm'] as const;
export type OrganisationForm = Form<(typeof ORGANISATION_SHOWN)[number]>;

/**
 * The fields of step 2 of the wizard, and of the page that corrects the answers later. The legal form may be left out.
 */
export const OrganisationFields = z
  .object({
    name: line('profiles:error.name.missing', 320),
    kind: z.enum(organisationKinds, { error: says('profiles:error.kind.missing') }),
    vatLiable: z.enum(['yes', 'no'], { error: says('profiles:error.vatLiable.missing') }),
    legalForm: z.enum(['', ...legalFormKeys], { error: says('profiles:error.legalForm.wrong') }).default(''),
  })
  .transform(
    ({ name, kind, vatLiable, legalForm }): OrganisationIdentity => ({
      name,
      kind,
      vatLiable: vatLiable === 'yes',
      legalForm: legalForm === '' ? null : legalForm,
    }),
  );

/** Returns the values of the form from what is known. Unknown parts are empty. */
export function organisationValues(
  known: { [Part in keyof OrganisationIdentity]?: OrganisationIdentity[Part] | undefined },
) {
  const answered = known.vatLiable === undefined ? '' : known.vatLiable ? 'yes' : 'no';
  return {
    name: known.name ?? '',
    kind: known.kind ?? '',
    vatLiable: answered,
    legalForm: known.legalForm ?? '',
  };
}

export type OrganisationQuestions = { name: TextField; kind: Radios; vatLiable: Radios; legalForm: SelectField };

export function organisationQuestions(form: OrganisationForm, t: Translate): OrganisationQuestions {
  const kinds = organisationKinds.map((value) => ({ value, label: t(`profiles:kind.${value}`) }));
  const yesOrNo = (['yes', 'no'] as const).map((value) => ({ value, label: t(`web:word.${value}`) }));
  const forms = legalFormKeys.map((value) => ({ value: value as string, label: t(`profiles:legalForm.${value}`) }));
  const choices = [{ value: '', label: t('profiles:field.legalForm.none') }, ...forms];
  return {
    name: textField('name', form, { label: t('profiles:field.name'), autocomplete: 'organization' }),
    kind: radiosField({ name: 'kind', legend: t('profiles:field.kind'), choices: kinds }, form),
    vatLiable: radiosField({ name: 'vatLiable', legend: t('profiles:field.vatLiable'), choices: yesOrNo }, form),
    legalForm: selectField('legalForm', form, { label: t('profiles:field.legalForm'), choices }),
  };
}
