import { type FileField, type FormErrors, fileField } from '../../../../web/form/fields.ts';
import { emptyForm } from '../../../../web/form/parse.ts';
import type { Shell } from '../../../../web/page/shell.ts';
import { documentExtensions, type Takes } from '../../../procedures/fields/document.ts';
import { mayBeIssued } from '../../../submissions/issued/issue-attachment.ts';
import { type ActPage, actModel } from '../acts/act-model.ts';
import type { OpenedSubmission } from '../open-submission.ts';

/** What the form takes. */
export const ISSUED_DOCUMENT: Takes = { accept: ['pdf'], max: 1 };
/** `document` is null where the status of the submission does not let anything be issued. */
export type IssuePage = Omit<ActPage, 'controls'> & { document: FileField | null };
type Shown = FormErrors & {
  opened: OpenedSubmission;
  staffId: string;
  /** Why nothing was changed, where a colleague came first; null elsewhere. */
  late: 'changed' | 'refused' | null;
};

/** The form with which an agent issues a document, on what stands there now. */
export function issueModel({ opened, staffId, errors, late }: Shown, shell: Shell): IssuePage {
  const form = { ...emptyForm([]), errors: [...errors] };
  const shown = { opened, form, staffId, shell };
  const { controls: _, ...page } = actModel(shown, { words: words(shell), controls: [], late });
  return { ...page, document: mayBeIssued(opened.submission) ? documentField(form, shell) : null };
}

const words = ({ t }: Shell) => ({
  title: t('admin:issue.title'),
  told: t('admin:issue.told'),
  submit: t('admin:issue.submit'),
});

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
