import { z } from 'zod';
import {
  type ErrorSummary,
  errorSummary,
  type SelectField,
  selectField,
  type TextField,
  textField,
} from '../../../../web/form/fields.ts';
import { type Form, line } from '../../../../web/form/parse.ts';
import type { Shell } from '../../../../web/page/shell.ts';
import type { OwnPath } from '../../../../web/pipeline/own-path.ts';
import { DEPARTMENTS, type Department, departmentName } from '../../../procedures/definition/departments.ts';

const LONGEST_NAME = 60;
export const SHOWN = ['name', 'department', 'list'] as const;
export type ViewForm = Form<(typeof SHOWN)[number]>;

/** An empty `department` shares the view with nobody. */
export const ViewFields = z.object({
  name: line('admin:views.name.missing', LONGEST_NAME),
  department: z
    .enum(DEPARTMENTS)
    .or(z.literal('').transform(() => null))
    .default(null),
});

/** The model of views/admin/submissions/saved-views/saved-view.ejs. */
export type SavedViewPage = {
  title: string;
  told: string;
  summary: ErrorSummary;
  /** The address of the list to be saved, or of the saved view. */
  back: OwnPath | string;
  list: string;
  name: TextField;
  department: SelectField;
  submit: string;
  /** The text of the button that deletes the view; null for a view that is not saved yet. */
  remove: string | null;
};

type Shown = { form: ViewForm; departments: readonly string[]; known: boolean; back: string; told: string };

/** A department that the view is shared with already can be kept, also by its owner who no longer works there. */
export function viewModel({ form, departments, known, back, told }: Shown, shell: Shell): SavedViewPage {
  const { t, language } = shell;
  const offered = DEPARTMENTS.filter((one) => departments.includes(one) || form.values.department === one);
  const label = (one: Department) => t('admin:views.sharedWith', { department: departmentName(one, language).text });
  const choices = [
    { value: '', label: t('admin:views.sharedWithNobody') },
    ...offered.map((value) => ({ value, label: label(value) })),
  ];
  return {
    title: t(known ? 'admin:views.change' : 'admin:views.save'),
    told,
    summary: errorSummary(form, t),
    back,
    list: form.values.list,
    name: textField('name', form, {
      label: t('admin:views.name'),
      hint: t('admin:views.name.hint', { max: LONGEST_NAME }),
    }),
    department: selectField('department', form, { label: t('admin:views.shared'), choices }),
    submit: t('admin:views.submit'),
    remove: known ? t('admin:views.delete') : null,
  };
}
