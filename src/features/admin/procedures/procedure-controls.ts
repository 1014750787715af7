import { dateField, type FormShown, textField } from '../../../web/form/fields.ts';
import type { Shell } from '../../../web/page/shell.ts';
import type { Definition } from '../../procedures/definition/definition.ts';
import { reasonField } from '../reason-field.ts';
import { area, type ProcedureControl, radios } from './procedure-control.ts';
import { delayControls, feeControls } from './term-controls.ts';

export type ControlGroup = { title: string; hint: string; controls: ProcedureControl[] };

/** Returns the form of one procedure, in the order in which its fields are judged. */
export function procedureControls(form: FormShown, file: Definition, shell: Shell): ControlGroup[] {
  const { t } = shell;
  return [
    {
      title: t('admin:procedures.opening'),
      hint: t('admin:procedures.opening.hint'),
      controls: openingControls(form, shell),
    },
    {
      title: t('admin:procedures.terms'),
      hint: t('admin:procedures.terms.hint'),
      controls: [...feeControls(form, file, shell), ...delayControls(form, file, shell)],
    },
    {
      title: t('admin:procedures.contact'),
      hint: t('admin:procedures.contact.hint'),
      controls: contactControls(form, shell),
    },
    {
      title: t('admin:procedures.reason'),
      hint: t('admin:procedures.reason.hint'),
      controls: [{ look: 'area', field: reasonField(form, { label: t('web:word.reason'), hint: null }) }],
    },
  ];
}

function openingControls(form: FormShown, { t }: Shell): ProcedureControl[] {
  const choices = (['open', 'closed', 'closed-between'] as const).map((value) => ({
    value,
    label: t(`admin:procedures.opening.${value}`),
  }));
  const date = (name: 'closedFrom' | 'closedTo'): ProcedureControl => {
    const hint = t('admin:procedures.date.hint');
    return { look: 'date', field: dateField(name, form, { legend: t(`admin:procedures.${name}`), hint, t }) };
  };
  return [
    radios(form, { name: 'opening', legend: t('admin:procedures.opening.legend'), choices }),
    date('closedFrom'),
    date('closedTo'),
    ...(['Fr', 'Nl', 'En', 'De'] as const).map((ending) =>
      area(form, `closedText${ending}`, t(`admin:procedures.closedText${ending}`)),
    ),
  ];
}

function contactControls(form: FormShown, { t }: Shell): ProcedureControl[] {
  const phone = { label: t('web:contact.phone'), type: 'tel', inputmode: 'tel', width: 20 } as const;
  const email = { label: t('web:contact.email'), type: 'email', inputmode: 'email' } as const;
  return [
    area(form, 'deskFr', t('admin:procedures.deskFr')),
    area(form, 'deskNl', t('admin:procedures.deskNl')),
    { look: 'text', field: textField('phone', form, phone) },
    { look: 'text', field: textField('email', form, email) },
    area(form, 'postFr', t('admin:procedures.postFr')),
    area(form, 'postNl', t('admin:procedures.postNl')),
  ];
}
