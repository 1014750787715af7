import type { LocalizedText } from '../../domain/localized-text.ts';
import type { Fields } from '../../web/form/parse.ts';

type Others = { en?: string; de?: string };

/** Returns a text whose French and Dutch were typed; the courtesy languages stand in it where they were typed too. */
export function localizedText(fr: string, nl: string, others: Others = {}): LocalizedText {
  const given = Object.fromEntries(Object.entries(others).filter(([, text]) => text !== ''));
  return { fr, nl, ...given };
}

/** Does the same for an optional text. Returns null when the French or the Dutch text is empty. */
export const optionalLocalizedText = (fr: string, nl: string, others?: Others): LocalizedText | null =>
  fr === '' || nl === '' ? null : localizedText(fr, nl, others);

/** Returns what the form of a text shows, by the names of its controls: `nameFr`, `nameNl` and so on. */
export function localizedFields(name: string, text: LocalizedText | null | undefined): Fields {
  const { fr = '', nl = '', en = '', de = '' } = text ?? {};
  return { [`${name}Fr`]: fr, [`${name}Nl`]: nl, [`${name}En`]: en, [`${name}De`]: de };
}
