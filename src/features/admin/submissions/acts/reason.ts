import type { TextKey } from '../../../../locales/keys.ts';
import type { FormShown } from '../../../../web/form/fields.ts';
import { optionalParagraphs, paragraphs } from '../../../../web/form/paragraphs.ts';
import type { Translate } from '../../../../web/page/texts.ts';
import { reasonField } from '../../reason-field.ts';
import type { ActControl } from './act.ts';

const REASON_MAX = 4_000;

/** The text that the citizen reads about an act: several lines, shown as they were typed. */
export const reason = (missing: TextKey) => paragraphs(missing, REASON_MAX);
/** Reads the same text where it may be left empty, in which case it is null. */
export const optionalReason = optionalParagraphs(REASON_MAX).transform((text) => (text === '' ? null : text));

export function reasonControl(form: FormShown, { t, label }: { t: Translate; label: string }): ActControl {
  return { look: 'area', field: reasonField(form, { label, hint: t('admin:act.reason.hint') }) };
}
