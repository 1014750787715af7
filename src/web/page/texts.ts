import { readdirSync, readFileSync } from 'node:fs';
import { createInstance, type Resource } from 'i18next';
import { communeValues } from '../../domain/commune.ts';
import { type CurrentCommune, forEachCommune } from '../../domain/current-commune.ts';
import { LANGUAGES, type Language } from '../../domain/language.ts';
import { inLanguage, type LocalizedText } from '../../domain/localized-text.ts';
import type { TextKey } from '../../locales/keys.ts';
import { formatNumber } from './format.ts';

export type TextValues = Readonly<Record<string, string | number>>;
export type Translate = (text: TextKey | LocalizedText, values?: TextValues) => string;
type I18nValues = TextValues | { skipInterpolation: true };
export type Texts = Readonly<Record<Language, Translate>>;

type Catalogues = Readonly<Record<string, Readonly<Record<string, string>>>>;

const root = new URL('../../locales/', import.meta.url);
const catalogues: Readonly<Record<Language, Catalogues>> = {
  fr: readCatalogues('fr'),
  nl: readCatalogues('nl'),
  en: readCatalogues('en'),
  de: readCatalogues('de'),
};

/**
 * Prepares the texts of the catalogues, which are read as the process begins. A missing key is refused by `npm run check`,
 * and throws an Error when its text is asked for.
 */
export function loadTexts(commune: CurrentCommune): Texts {
  const i18n = createInstance();
  // The start is synchronous, as all resources are given here. Escaping is left to the templates.
  void i18n.init({
    initAsync: false,
    lng: 'fr',
    resources: catalogues as Resource,
    keySeparator: false,
    nsSeparator: ':',
    fallbackLng: false,
    interpolation: { escapeValue: false },
    returnEmptyString: false,
  });
  const memoryOf = forEachCommune(commune, (one): Memory => ({ always: communeValues(one), known: new Map() }));
  const translators = LANGUAGES.map((language) => {
    const memory = () => memoryOf(language);
    const translate = (key: string, values?: I18nValues) =>
      i18n.t(key, { ...memory().always, ...values, lng: language });
    return [language, speaking(language, remembering(language, translate, memory))] as const;
  });
  return Object.fromEntries(translators) as Record<Language, Translate>;
}

/** Returns true for a key that exists, to check one that comes from outside. The French catalogues hold every key. */
export function isTextKey(value: string): value is TextKey {
  const [feature = '', name = ''] = value.split(':');
  return Object.hasOwn(catalogues.fr[feature] ?? {}, name);
}

function readCatalogues(language: Language): Catalogues {
  const folder = new URL(`${language}/`, root);
  const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
  return Object.fromEntries(
    files.map((name) => [name.slice(0, -5), JSON.parse(readFileSync(new URL(name, folder), 'utf8'))]),
  );
}

function speaking(language: Language, ours: (key: TextKey, values?: TextValues) => string): Translate {
  return (text, values) => (typeof text === 'string' ? ours(text, values) : inLanguage(text, language).text);
}

/** The texts of one commune in one language: its values, and the texts already filled with them. */
type Memory = { always: TextValues; known: Map<TextKey, string> };

/**
 * Looks a text up once, with the commune's values filled in, then remembers it until these are others, as a page asks
 * for about a hundred. Other placeholders are filled here too; only plurals, whose rules differ by language, are asked of
 * i18next each time.
 */
function remembering(
  language: Language,
  translate: (key: string, values?: I18nValues) => unknown,
  memory: () => Memory,
): (key: TextKey, values?: TextValues) => string {
  const text = (key: TextKey, values: I18nValues): string => {
    const found = translate(key, values);
    if (typeof found !== 'string' || found === key.slice(key.indexOf(':') + 1)) throw new Error(`no text for ${key}`);
    return found;
  };
  return (key, values) => {
    if (values !== undefined && 'count' in values) return text(key, values);
    const { always, known } = memory();
    let found = known.get(key);
    if (found === undefined) {
      found = fill(text(key, { skipInterpolation: true }), always);
      known.set(key, found);
    }
    return values === undefined ? found : fill(found, written(values, language), '');
  };
}

/** Writes numbers with decimals as the language does. */
function written(values: TextValues, language: Language): TextValues {
  const fractions = Object.entries(values).filter(([, value]) => typeof value === 'number' && !Number.isInteger(value));
  if (fractions.length === 0) return values;
  return {
    ...values,
    ...Object.fromEntries(fractions.map(([name, value]) => [name, formatNumber(Number(value), language)])),
  };
}

/**
 * Fills the placeholders of a text. One without a value becomes `missing`, or stays as it is when that is not given.
 */
export function fill(text: string, values: TextValues, missing?: string): string {
  return text.replace(/{{(\w+)}}/g, (whole, name: string) => String(values[name] ?? missing ?? whole));
}
