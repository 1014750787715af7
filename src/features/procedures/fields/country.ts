import type { Language } from '../../../domain/language.ts';
import type { FieldKind, FieldOf } from './field-kind.ts';
import { leftEmpty } from './typed-text.ts';
import { type Option, typedIn } from './widget.ts';

/**
 * Codes that Unicode names but that are no country: the European Union, the United Nations, unknown places and invented
 * regions.
 */
const NO_COUNTRY = new Set(['EU', 'EZ', 'UN', 'QO', 'XA', 'XB', 'ZZ', 'AC', 'CP', 'DG', 'EA', 'IC', 'TA', 'CQ']);
/** Codes of former countries, which Unicode still names. */
const GONE = new Set(['AN', 'BU', 'CS', 'DD', 'FX', 'NT', 'SU', 'TP', 'YD', 'YU', 'ZR', 'UK']);

let found: readonly string[] | null = null;
/**
 * Returns every country and territory that has a two-letter code (ISO 3166-1) and a French name. It is computed at the
 * first call.
 */
function countries(): readonly string[] {
  found ??= twoLetters().filter((code) => nameIn('fr', code) !== undefined);
  return found;
}

/** A country, kept by its code and shown by its name in the reader's language. */
export const country: FieldKind<FieldOf<'country'>> = {
  controls: ({ id }) => [id],
  read: (field, typed, { prefix }) => {
    const control = `${prefix}${field.id}`;
    const code = typed[control]?.[0] ?? '';
    if (code === '') return leftEmpty(field, control);
    return isCountry(code) ? { ok: true, answer: code } : { ok: false, control, key: 'procedures:problem.country' };
  },
  typed: (field, answer, prefix) => typedIn(field, prefix, String(answer)),
  widget: (field, { typed, prefix, reader: { t, language } }) => {
    const name = `${prefix}${field.id}`;
    const chosen = typed[name]?.[0] ?? '';
    const nothing: Option = { value: '', label: t('procedures:select.nothing'), chosen: chosen === '' };
    return { look: 'select', name, options: [nothing, ...countryOptions(language, chosen)] };
  },
  words: (_field, answer, { language }) => countryName(String(answer), language),
  cell: (_field, answer) => countryName(String(answer), 'fr'),
};

export function isCountry(code: string): boolean {
  return countries().includes(code);
}

export function countryName(code: string, language: Language): string {
  return nameIn(language, code) ?? code;
}

/** All of them by name, Belgium first. */
export function countryOptions(language: Language, chosen: string): Option[] {
  const all = countries().map((value) => ({ value, label: countryName(value, language), chosen: value === chosen }));
  const byName = all.toSorted((one, other) => one.label.localeCompare(other.label, language));
  return [...byName.filter(({ value }) => value === 'BE'), ...byName.filter(({ value }) => value !== 'BE')];
}

function twoLetters(): string[] {
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
  const codes = letters.flatMap((first) => letters.map((second) => `${first}${second}`));
  return codes.filter((code) => !NO_COUNTRY.has(code) && !GONE.has(code));
}

const names = new Map<Language, Intl.DisplayNames>();
function nameIn(language: Language, code: string): string | undefined {
  const known = names.get(language) ?? new Intl.DisplayNames([language], { type: 'region', fallback: 'none' });
  names.set(language, known);
  return known.of(code);
}
