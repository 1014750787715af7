import { fullName } from '../../../../domain/person-name.ts';
import { errorOf, type FormShown, type TextArea } from '../../../../web/form/fields.ts';
import { formatDateTime } from '../../../../web/page/format.ts';
import type { Shell } from '../../../../web/page/shell.ts';
import type { OwnPath } from '../../../../web/pipeline/own-path.ts';
import type { Note } from './notes.repository.ts';

/** The model of views/partials/submission/notes.ejs: what agents wrote for each other, and the form to write. */
export type NoteBlock = {
  title: string;
  submit: string;
  lines: { id: string; from: string; when: string; text: string }[];
  action: OwnPath;
  field: TextArea;
};
type Shown = {
  notes: readonly Note[];
  action: OwnPath;
  form: FormShown;
  shell: Pick<Shell, 't' | 'language'>;
};

export function noteBlock({ notes, action, form, shell }: Shown): NoteBlock {
  const { t, language } = shell;
  return {
    title: t('admin:notes.title'),
    submit: t('admin:notes.submit'),
    lines: notes.map(({ id, text, writtenAt, ...writer }) => ({
      id: `note-${id}`,
      from: fullName(writer),
      when: formatDateTime(writtenAt, language),
      text,
    })),
    action,
    field: {
      id: 'note',
      name: 'text',
      label: t('admin:notes.text'),
      hint: t('admin:notes.hint'),
      value: form.values['text'] ?? '',
      error: errorOf(form, 'text'),
    },
  };
}
