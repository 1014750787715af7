import type { Database } from '../../../platform/database.ts';
import { type Definition, type HandledDefinition, isHandled } from '../definition/definition.ts';
import { getProcedureVersion } from './procedure-versions.repository.ts';

/**
 * The present definition of a démarche, with its version. `file` is what its file says for this commune, before anything
 * was set of it by an administrator.
 */
export type CurrentProcedure = { definition: Definition; version: number; file: Definition };

/**
 * The démarches of this process: their present definitions, and the versions that older submissions were begun with.
 * They are replaced as a whole when an administrator changes one.
 */
export class Procedures {
  readonly #db: Database;
  readonly #read = new Map<string, Promise<HandledDefinition>>();
  #current: ReadonlyMap<string, CurrentProcedure> = new Map();
  #definitions: readonly Definition[] = [];
  /** The definitions as their files say for any commune. */
  readonly files: readonly Definition[];

  constructor(db: Database, files: readonly Definition[], current: readonly CurrentProcedure[]) {
    this.#db = db;
    this.files = files;
    this.replace(current);
  }

  replace(current: readonly CurrentProcedure[]): void {
    this.#current = new Map(current.map((procedure) => [procedure.definition.slug, procedure]));
    this.#definitions = current.map(({ definition }) => definition);
  }

  get definitions(): readonly Definition[] {
    return this.#definitions;
  }

  /** Returns null for an unknown slug. */
  current(slug: string): CurrentProcedure | null {
    return this.#current.get(slug) ?? null;
  }

  /** Returns the address at which the department reads mail about the démarche today; null where it has none of its own. */
  departmentEmail(slug: string): string | null {
    return this.current(slug)?.definition.contact?.email ?? null;
  }

  /** Returns the form of that version. It is read and parsed once, then remembered, as a version never changes. */
  async form(slug: string, version: number): Promise<HandledDefinition> {
    const today = this.current(slug);
    if (today?.version === version && isHandled(today.definition)) return today.definition;
    const key = `${slug} ${version}`;
    const reading = this.#read.get(key) ?? this.#readForm(slug, version);
    this.#read.set(key, reading);
    try {
      return await reading;
    } catch (error) {
      // The reading failed, so it is forgotten and the next caller reads again.
      this.#read.delete(key);
      throw error;
    }
  }

  async #readForm(slug: string, version: number): Promise<HandledDefinition> {
    const definition = await getProcedureVersion(this.#db, { slug, version });
    if (!isHandled(definition)) throw new Error(`version ${version} of ${slug} has no form`);
    return definition;
  }
}
