import { readdirSync, readFileSync } from 'node:fs';
import type { Definition } from './definition/definition.ts';
import { readDefinition } from './definition/read-definition.ts';

const FOLDER = new URL('./definitions/', import.meta.url);

/** Reads every definition of a folder, sorted by French name. Throws DefinitionError when one is wrong. */
export function loadDefinitions(folder = FOLDER): readonly Definition[] {
  const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
  const definitions = files.map((name) => readDefinition(name, readFileSync(new URL(name, folder), 'utf8')));
  return definitions.toSorted((one, other) => one.name.fr.localeCompare(other.name.fr, 'fr'));
}
