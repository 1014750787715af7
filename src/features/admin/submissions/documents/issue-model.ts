import {
  type FileField,
  type FormErrors,
  type FormShown,
  fileField,
  type Radios,
  radiosField,
} from '../../../../web/form/fields.ts';
import { emptyForm } from '../../../../web/form/parse.ts';
import type { Shell } from '../../../../web/page/shell.ts';
import type { OwnPath } from '../../../../web/pipeline/own-path.ts';
import { documentExtensions, type Takes } from '../../../procedures/fields/document.ts';
import { mayBeIssued } from '../../../submissions/issued/issue-attachment.ts';
import { type ActPage, actModel } from '../acts/act-model.ts';
import type { OpenedSubmission } from '../open-submission.ts';

/** The files that the form accepts. */
export const ISSUED_DOCUMENT: Takes = { accept: ['pdf'], max: 1 };
/** `document` is null when the status of the submission does not allow a document to be issued. */
export type IssuePage = Omit<ActPage, 'controls'> & { document: { way: Radios; file: FileField } | null };
type Shown = FormErrors & {
  opened: OpenedSubmission;
  staffId: string;
  /** The page of the submission. */
  back: OwnPath;
  /** The reason why nothing was changed, when a colleague came first; null otherwise. */
  late: 'changed' | 'refused' | null;
  /** The revision that the form was shown with. */
  version: number;
};

/** Returns the form with which an agent issues a document, for the submission as it is now. */
export function issueModel({ opened, staffId, back, errors, late, version }: Shown, shell: Shell): IssuePage {
  const form = { ...emptyForm([]), errors: [...errors] };
  const shown = { opened, form, staffId, back, shell };
  const { controls: _, ...page } = actModel(shown, { words: words(shell), controls: [], late, version });
  return {
    ...page,
    document: mayBeIssued(opened.submission) ? { way: wayField(form, shell), file: documentField(form, shell) } : null,
  };
}

const words = ({ t }: Shell) => ({
  title: t('admin:issue.title'),
  told: t('admin:issue.told'),
  submit: t('admin:issue.submit'),
});

/**
 * Returns the choice between a file and the portal's letter. The file is chosen first, as an agent can say more in it.
 */
function wayField({ errors }: FormErrors, { t }: Shell): Radios {
  const form: FormShown = { values: { template: 'file' }, errors };
  const choices = (['file', 'letter'] as const).map((value) => ({
    value,
    label: t(`admin:issue.${value}`),
    hint: t(`admin:issue.${value}.hint`),
  }));
  return radiosField({ name: 'template', legend: t('admin:issue.way'), choices }, form);
}

function documentField(form: FormErrors, { t }: Shell): FileField {
  return fileField(form, {
    id: 'document',
    name: 'document',
    label: t('admin:issue.document'),
    hint: t('admin:issue.document.hint'),
    accept: documentExtensions(ISSUED_DOCUMENT),
    several: false,
  });
}
