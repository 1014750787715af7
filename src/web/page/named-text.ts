import type { Language } from '../../domain/language.ts';
import type { TextKey } from '../../locales/keys.ts';
import { escapeHtml, type SafeHtml, trustedHtml } from './html.ts';
import type { TextValues, Translate } from './texts.ts';

/** The placeholders that hold what people typed: the name of a person or of an organisation. */
const NAMES = ['person', 'organisation', 'name', 'actor', 'other'] as const;

// Two characters of the private use area, taken out of every value, stand where the markup goes.
const OPENS = '\uE000';
const CLOSES = '\uE001';
const MARKS = /[\uE000\uE001]/g;

/**
 * Returns a sentence in which each name is isolated, as `<bdi translate="no">`: a name written from right to left leaves the
 * words around it in their order, and the translation of a browser leaves « Boulanger » as it is.
 */
export function namedText(t: Translate, key: TextKey, values: TextValues): SafeHtml {
  const marked = Object.entries(values).map(([placeholder, value]) => {
    const plain = typeof value === 'string' ? value.replace(MARKS, '') : value;
    const isName = NAMES.some((name) => name === placeholder);
    return [placeholder, isName ? `${OPENS}${plain}${CLOSES}` : plain] as const;
  });
  return withMarkup(t(key, Object.fromEntries(marked)));
}

type NamedList = { placeholder: string; each: TextKey; names: readonly string[]; language: Language };

/** Does the same for a sentence with several names; the text `each` formats each name. */
export function namedListText(t: Translate, key: TextKey, { placeholder, each, names, language }: NamedList): SafeHtml {
  const marked = names.map((name) => t(each, { name: `${OPENS}${name.replace(MARKS, '')}${CLOSES}` }));
  return withMarkup(t(key, { [placeholder]: new Intl.ListFormat(language).format(marked) }));
}

function withMarkup(marked: string): SafeHtml {
  const escaped = escapeHtml(marked);
  return trustedHtml(escaped.replaceAll(OPENS, '<bdi translate="no">').replaceAll(CLOSES, '</bdi>'));
}
