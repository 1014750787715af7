import { BRUSSELS_POSTCODES, isBelgianPostcode } from '../../../domain/brussels-postcodes.ts';
import type { Answer } from '../definition/answers.ts';
import { countryName, countryOptions, isCountry } from './country.ts';
import type { FieldKind, FieldOf, Reading, Showing, Typed } from './field-kind.ts';
import { leftEmpty, typedLine } from './typed-text.ts';
import type { Line, Part as ShownPart } from './widget.ts';

const PARTS = ['Street', 'Number', 'Box', 'Postcode', 'Municipality', 'Country'] as const;
type Part = (typeof PARTS)[number];
const REQUIRED = ['Street', 'Number', 'Postcode', 'Municipality'] as const satisfies readonly Part[];
const PART_MAX = 120;

/**
 * A postal address in parts. The street is typed freely. A Belgian postcode has four digits; the definition may limit
 * the postcodes, or accept addresses abroad.
 */
export const address: FieldKind<FieldOf<'address'>> = {
  controls: ({ id, abroad }) => PARTS.filter((part) => abroad || part !== 'Country').map((part) => `${id}${part}`),
  read: (field, typed, { prefix }) => {
    const name = `${prefix}${field.id}`;
    const parts = partsOf(typed, name);
    if (parts === null) return { ok: false, control: `${name}Street`, key: 'procedures:problem.unreadable' };
    if (REQUIRED.every((part) => parts[part] === '')) return leftEmpty(field, `${name}Street`);
    return judge(field, parts, name);
  },
  typed: (field, answer, prefix) => {
    const parts = addressOf(answer);
    const named = address.controls(field).map((control) => {
      const part = control.slice(field.id.length).toLowerCase();
      return [`${prefix}${control}`, [parts[part] ?? '']];
    });
    return Object.fromEntries(named);
  },
  widget: (field, showing) => {
    const parts = PARTS.filter((part) => field.abroad || part !== 'Country');
    return { look: 'parts', beside: false, parts: parts.map((part) => shownPart(field, part, showing)) };
  },
  words: (_field, answer, { language }) => {
    const { street = '', number = '', box = '', postcode = '', municipality = '', country = 'BE' } = addressOf(answer);
    const line = [`${street} ${number}`, box === '' ? '' : `/ ${box}`].filter(Boolean).join(' ');
    const place = `${postcode} ${municipality}`;
    return [line, place, country === 'BE' ? '' : countryName(country, language)].filter(Boolean).join(', ');
  },
  cell: (field, answer) => address.words(field, answer, { language: 'fr', t: String }),
};

const LOOKS: Readonly<Record<Part, Pick<Line, 'width' | 'inputmode' | 'autocomplete'>>> = {
  Street: { width: null, inputmode: 'text', autocomplete: 'off' },
  Number: { width: 5, inputmode: 'text', autocomplete: 'off' },
  Box: { width: 5, inputmode: 'text', autocomplete: 'off' },
  Postcode: { width: 5, inputmode: 'text', autocomplete: 'postal-code' },
  Municipality: { width: 20, inputmode: 'text', autocomplete: 'address-level2' },
  Country: { width: null, inputmode: 'text', autocomplete: 'country' },
};

function shownPart(
  { id, propose }: FieldOf<'address'>,
  part: Part,
  { typed, prefix, reader: { t, language } }: Showing,
): ShownPart {
  const name = `${prefix}${id}${part}`;
  const value = typed[name]?.[0] ?? '';
  const look = LOOKS[part];
  const autocomplete = propose === 'address' ? look.autocomplete : 'off';
  return {
    label: t(`procedures:address.${part}`),
    line: { name, value, ...look, autocomplete },
    options: part === 'Country' ? countryOptions(language, value === '' ? 'BE' : value) : null,
  };
}

type Parts = Readonly<Record<Part, string>>;
function partsOf(typed: Typed, name: string): Parts | null {
  const lines = PARTS.map((part) => [part, typedLine(typed, `${name}${part}`)] as const);
  if (lines.some(([, line]) => line === null || [...line].length > PART_MAX)) return null;
  const parts = Object.fromEntries(lines) as Parts;
  return { ...parts, Postcode: parts.Postcode.replace(/^B[\s-]*(?=\d{4}$)/i, '') };
}

function judge({ within, abroad }: FieldOf<'address'>, parts: Parts, name: string): Reading {
  const country = abroad && parts.Country !== '' ? parts.Country : 'BE';
  const empty = REQUIRED.find(
    (part) => parts[part] === '' && !(part === 'Municipality' && country === 'BE' && known(parts)),
  );
  if (empty !== undefined) return { ok: false, control: `${name}${empty}`, key: `procedures:problem.address.${empty}` };
  if (!isCountry(country)) return { ok: false, control: `${name}Country`, key: 'procedures:problem.country' };
  const control = `${name}Postcode`;
  if (country === 'BE' && !isBelgianPostcode(parts.Postcode))
    return { ok: false, control, key: 'procedures:problem.postcode' };
  if (within !== undefined && !within.includes(parts.Postcode)) {
    return { ok: false, control, key: 'procedures:problem.within', values: { postcodes: within.join(', ') } };
  }
  return { ok: true, answer: { ...stored(parts), country } };
}

function known({ Postcode }: Parts): boolean {
  return BRUSSELS_POSTCODES[Postcode] !== undefined;
}

/** The municipality follows from a postcode of Brussels when it was left empty; otherwise it is kept as typed. */
function stored({ Street, Number: number, Box, Postcode, Municipality }: Parts) {
  const municipality = Municipality === '' ? (BRUSSELS_POSTCODES[Postcode]?.fr ?? '') : Municipality;
  return { street: Street, number, box: Box, postcode: Postcode, municipality };
}

function addressOf(answer: Answer): Readonly<Record<string, string>> {
  return typeof answer === 'object' && !Array.isArray(answer) ? (answer as Readonly<Record<string, string>>) : {};
}
