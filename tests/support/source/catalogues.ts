import { LANGUAGES, listFiles, readText } from './source-files.ts';

export type Language = (typeof LANGUAGES)[number];
export type Catalogue = {
  language: Language;
  feature: string;
  path: string;
  text: string;
  entries: [string, string][];
};

const PLURAL = /_(?:zero|one|two|few|many|other)$/;

export function readCatalogues(): Catalogue[] {
  return LANGUAGES.flatMap((language) =>
    listFiles(`src/locales/${language}`, /^src\/locales\/\w+\/[\w-]+\.json$/).map((path) => {
      const text = readText(path);
      const entries = Object.entries(JSON.parse(text) as Record<string, string>);
      return { language, feature: path.split('/').at(-1)?.slice(0, -5) ?? '', path, text, entries };
    }),
  );
}

export const lineOfKey = ({ text }: Catalogue, key: string): number =>
  text.slice(0, Math.max(0, text.indexOf(`"${key}"`))).split('\n').length;

/** Returns a key without the suffix of its plural form: `found_one` and `found_other` both become `found`. */
export function baseOf(key: string, catalogue: Catalogue): string {
  const base = key.replace(PLURAL, '');
  return base !== key && catalogue.entries.some(([other]) => other === `${base}_other`) ? base : key;
}

/** Groups the entries of a catalogue by base: the plural forms of one text, or a single entry. */
export function groupKeys(catalogue: Catalogue): Map<string, [string, string][]> {
  return Map.groupBy(catalogue.entries, ([key]) => baseOf(key, catalogue));
}

/** « act.take.done » belongs to the families « act », « act.take » and its own. */
const familiesOf = (key: string): string[] =>
  [...key.matchAll(/\.|$/g)].map(({ index }) => key.slice(0, index)).filter((family) => family !== '');

/** Returns each key that stands apart from others of one of its families, with the name of that family. */
export function scatteredKeys(catalogue: Catalogue): [key: string, family: string][] {
  const left = new Set<string>();
  let before: readonly string[] = [];
  return [...groupKeys(catalogue).keys()].flatMap((key) => {
    const families = familiesOf(key);
    for (const family of before) if (!families.includes(family)) left.add(family);
    before = families;
    const family = families.find((one) => left.has(one));
    return family === undefined ? [] : [[key, family] as [string, string]];
  });
}
