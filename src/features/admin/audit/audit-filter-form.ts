import { fullName } from '../../../domain/person-name.ts';
import { type FormErrors, type SelectField, selectField, type TextField, textField } from '../../../web/form/fields.ts';
import type { Shell } from '../../../web/page/shell.ts';
import { AUDIT_EVENTS } from '../../audit/audit-event.ts';
import type { AuditFilter } from '../../audit/log/audit-filter.ts';
import type { StaffName } from '../../staff/staff-members.repository.ts';

export type AuditFilterForm = {
  action: string;
  selects: readonly SelectField[];
  texts: readonly TextField[];
  days: readonly { name: string; label: string; value: string }[];
  /** True when a filter restricts the log. */
  narrowed: boolean;
};
type Colleague = StaffName & { id: string };

export function auditFilterForm(filter: AuditFilter, colleagues: readonly Colleague[], shell: Shell): AuditFilterForm {
  const { t, at } = shell;
  const values = Object.fromEntries(Object.entries(filter).map(([name, value]) => [name, value ?? '']));
  const form = { values, errors: [] };
  const all = { value: '', label: t('audit:filter.all') };
  const acts = AUDIT_EVENTS.map((value) => ({ value, label: t(`audit:event.${value}`) })).sort((one, other) =>
    one.label.localeCompare(other.label, shell.language),
  );
  const people = colleagues.map((colleague) => ({ value: colleague.id, label: fullName(colleague) }));
  return {
    action: at('/admin/audit'),
    selects: [
      selectField('staff', form, { label: t('audit:filter.staff'), choices: [all, ...people] }),
      selectField('act', form, { label: t('audit:column.act'), choices: [all, ...acts] }),
    ],
    texts: [
      textField('object', form, { label: t('audit:filter.object'), hint: t('audit:filter.object.hint') }),
      textField('citizen', form, { label: t('audit:filter.citizen') }),
    ],
    days: (['from', 'to'] as const).map((name) => ({
      name,
      label: t(`audit:filter.${name}`),
      value: values[name] ?? '',
    })),
    narrowed: Object.values(filter).some((value) => value !== null),
  };
}

/** The field that finds a person by e-mail, which is posted so that no address of a page holds it. */
export function personField({ errors }: FormErrors, { t }: Shell): TextField {
  const words = {
    label: t('web:word.email'),
    hint: t('audit:person.hint'),
    type: 'email',
    inputmode: 'email',
  } as const;
  return textField('email', { values: {}, errors }, words);
}
