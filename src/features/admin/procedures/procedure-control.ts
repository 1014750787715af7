import {
  type DateField,
  errorOf,
  type FormShown,
  type Question,
  type Radios,
  radiosField,
  type TextArea,
  type TextField,
  textField,
} from '../../../web/form/fields.ts';

/** A control of the form of a démarche, by the partial that draws it. */
export type ProcedureControl =
  | { look: 'radios'; field: Radios }
  | { look: 'date'; field: DateField }
  | { look: 'text'; field: TextField }
  | { look: 'area'; field: TextArea };

export function radios(form: FormShown, question: Question): ProcedureControl {
  return { look: 'radios', field: radiosField(question, form) };
}

export function area(form: FormShown, name: string, label: string): ProcedureControl {
  return {
    look: 'area',
    field: { name, label, hint: null, value: form.values[name] ?? '', error: errorOf(form, name) },
  };
}

export function amount(form: FormShown, name: string, look: { label: string; width: 4 | 10 }): ProcedureControl {
  return { look: 'text', field: textField(name, form, { ...look, inputmode: 'numeric' }) };
}
