import { DOCUMENT_TYPES } from '../../../platform/documents/document-types.ts';
import {
  type Checkboxes,
  checkboxesField,
  type FileField,
  type FormShown,
  fileField,
} from '../../../web/form/fields.ts';
import type { Shell } from '../../../web/page/shell.ts';
import type { OwnPath } from '../../../web/pipeline/own-path.ts';
import { WORDMARK_TYPES } from '../../commune/keep-wordmark.ts';
import { PICTURE } from './take-picture.ts';

/** The model of views/partials/settings/logo.ejs. */
export type SettingsLogo = {
  title: string;
  hint: string;
  /** The SHA-256 of the logo that the form carries, or an empty text. */
  sha256: string;
  /** The address of that logo; null without one. */
  address: OwnPath | null;
  alt: string;
  file: FileField;
  without: Checkboxes;
};

export function settingsLogo(form: FormShown, { t, at, commune }: Shell): SettingsLogo {
  const { wordmark: sha256 = '' } = form.values;
  return {
    title: t('commune:group.logo'),
    hint: t('commune:group.logo.hint'),
    sha256,
    address: /^[0-9a-f]{64}$/.test(sha256) ? at(`/admin/settings/wordmarks/${sha256}`) : null,
    alt: t('commune:logo.alt', { names: commune.names.join(' · ') }),
    file: fileField(form, {
      id: PICTURE,
      name: PICTURE,
      label: t('commune:picture'),
      hint: t('commune:picture.hint'),
      accept: WORDMARK_TYPES.flatMap((type) => DOCUMENT_TYPES[type].extensions.map((end) => `.${end}`)).join(','),
      several: false,
    }),
    without: checkboxesField(
      { name: 'withoutWordmark', choices: [{ value: 'yes', label: t('commune:withoutWordmark') }] },
      form,
    ),
  };
}
