import { z } from 'zod';
import { LANGUAGE_NAMES } from '../../../domain/language.ts';
import { checkboxesField, type FormShown, radiosField, textField } from '../../../web/form/fields.ts';
import { says } from '../../../web/form/parse.ts';
import type { Shell } from '../../../web/page/shell.ts';
import { firstName, lastName } from '../../accounts/name-fields.ts';
import { DEPARTMENTS } from '../../procedures/definition/departments.ts';
import type { AccountAct } from '../../staff/accounts/account-acts.ts';
import type { AccountChange } from '../../staff/accounts/apply-change.ts';
import type { StaffAccount } from '../../staff/accounts/staff-accounts.repository.ts';
import { STAFF_LANGUAGES } from '../../staff/staff-member.ts';
import { STAFF_ROLES, staffRoles } from '../../staff/staff-roles.ts';
import { optionalReason, reasonField } from '../reason-field.ts';
import type { ActControl } from '../submissions/acts/act.ts';
import { departmentNames } from './account-words.ts';

export const personFields = {
  firstName,
  lastName,
  language: z.enum(STAFF_LANGUAGES, { error: says('web:error.choice.missing') }),
};
export const rolesField = z
  .array(z.string())
  .min(1, { error: says('staff:account.error.roles') })
  .pipe(staffRoles);
export const departmentsField = z.array(z.enum(DEPARTMENTS));
const reason = optionalReason.pipe(z.string().min(1, { error: says('staff:account.error.reason') }));

type Given = { change: AccountChange; reason: string };
const reasonOnly = (act: Exclude<AccountAct, 'name' | 'roles' | 'departments'>): z.ZodType<Given> =>
  z.object({ reason }).transform(({ reason: why }) => ({ change: { act }, reason: why }));

/** The fields of the form of each act; reading them gives the change that the form asks for. */
export const ACT_FIELDS: Record<AccountAct, z.ZodType<Given>> = {
  name: z
    .object({ ...personFields, reason })
    .transform(({ reason: why, ...person }) => ({ change: { act: 'name', ...person }, reason: why })),
  roles: z
    .object({ roles: rolesField, reason })
    .transform(({ roles, reason: why }) => ({ change: { act: 'roles', roles }, reason: why })),
  departments: z
    .object({ departments: departmentsField, reason })
    .transform(({ departments, reason: why }) => ({ change: { act: 'departments', departments }, reason: why })),
  invitation: reasonOnly('invitation'),
  lost: reasonOnly('lost'),
  'sign-out': reasonOnly('sign-out'),
  suspension: reasonOnly('suspension'),
  restoration: reasonOnly('restoration'),
};

/** The values of the form as it is shown first: what the account has now. */
export function knownValues({ firstName: first, lastName: last, language, roles, departments }: StaffAccount) {
  return { values: { firstName: first, lastName: last, language }, lists: { roles, departments } };
}

export function actControls(act: AccountAct, form: FormShown, shell: Shell): ActControl[] {
  const { t } = shell;
  const asked = { label: t('web:word.reason'), hint: t('staff:account.reason.hint') };
  const why: ActControl = { look: 'area', field: reasonField(form, asked) };
  switch (act) {
    case 'name':
      return [...personControls(form, shell), why];
    case 'roles':
      return [rolesControl(form, shell), why];
    case 'departments':
      return [departmentsControl(form, shell), why];
    default:
      return [why];
  }
}

export function personControls(form: FormShown, { t }: Shell): ActControl[] {
  const languages = STAFF_LANGUAGES.map((value) => ({ value, label: LANGUAGE_NAMES[value] }));
  return [
    { look: 'text', field: textField('firstName', form, { label: t('accounts:field.firstName') }) },
    { look: 'text', field: textField('lastName', form, { label: t('accounts:field.lastName') }) },
    {
      look: 'radios',
      field: radiosField({ name: 'language', legend: t('staff:account.language'), choices: languages }, form),
    },
  ];
}

export function rolesControl(form: FormShown, { t }: Shell): ActControl {
  const choices = STAFF_ROLES.map((value) => ({
    value,
    label: t(`staff:role.${value}`),
    hint: t(`staff:role.${value}.hint`),
  }));
  return {
    look: 'checkboxes',
    field: checkboxesField({ name: 'roles', legend: t('staff:account.roles'), choices }, form),
  };
}

export function departmentsControl(form: FormShown, shell: Shell): ActControl {
  const { t } = shell;
  const choices = DEPARTMENTS.map((value) => ({ value, label: departmentNames([value], shell) }));
  const words = { legend: t('staff:account.departments'), hint: t('staff:account.departments.hint') };
  return { look: 'checkboxes', field: checkboxesField({ name: 'departments', ...words, choices }, form) };
}
