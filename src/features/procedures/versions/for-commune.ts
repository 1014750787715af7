import { communeValues } from '../../../domain/commune.ts';
import type { CurrentCommune } from '../../../domain/current-commune.ts';
import { isLanguage, type Language } from '../../../domain/language.ts';
import { fill } from '../../../web/page/texts.ts';
import type { Definition } from '../definition/definition.ts';

/**
 * Returns the definition of a file as it holds for this commune: its names and sites in the place of `{{communeName}}`
 * and its like, and its postcodes in the place of « commune ». This is what is published, so that a request keeps the
 * words it was filed with.
 */
export function forCommune(definition: Definition, commune: CurrentCommune): Definition {
  return filled(definition, { commune, language: 'fr' }) as Definition;
}

type Filling = { commune: CurrentCommune; language: Language };

function filled(part: unknown, filling: Filling): unknown {
  if (typeof part === 'string') return part.includes('{{') ? fill(part, valuesOf(filling)) : part;
  if (Array.isArray(part)) return part.map((one) => filled(one, filling));
  if (typeof part !== 'object' || part === null) return part;
  return Object.fromEntries(Object.entries(part).map(([key, value]) => [key, filledPart(key, value, filling)]));
}

function filledPart(key: string, value: unknown, { commune, language }: Filling): unknown {
  if (key === 'within' && Array.isArray(value)) return value.flatMap((one) => postcodesOf(one, commune));
  return filled(value, { commune, language: isLanguage(key) ? key : language });
}

const postcodesOf = (one: unknown, { settings }: CurrentCommune) => (one === 'commune' ? settings.postcodes : [one]);

const valuesOf = ({ commune, language }: Filling) => communeValues(commune.in(language));
