import type { Database } from '../../../platform/database.ts';
import { type Definition, type HandledDefinition, isHandled } from '../definition/definition.ts';
import { getProcedureVersion } from './procedure-versions.repository.ts';

/** A démarche as it is today. */
export type CurrentProcedure = { definition: Definition; version: number };

/** The démarches of this process: as they are today, and as they were when something was begun. */
export class Procedures {
  readonly definitions: readonly Definition[];
  readonly #db: Database;
  readonly #current: ReadonlyMap<string, CurrentProcedure>;
  readonly #read = new Map<string, Promise<HandledDefinition>>();

  constructor(db: Database, current: readonly CurrentProcedure[]) {
    this.#db = db;
    this.definitions = current.map(({ definition }) => definition);
    this.#current = new Map(current.map((procedure) => [procedure.definition.slug, procedure]));
  }

  /** Null for a slug that is none. */
  current(slug: string): CurrentProcedure | null {
    return this.#current.get(slug) ?? null;
  }

  /** The form of that version, read and parsed once, then remembered: a version never changes. */
  async form(slug: string, version: number): Promise<HandledDefinition> {
    const today = this.current(slug);
    if (today?.version === version && isHandled(today.definition)) return today.definition;
    const key = `${slug} ${version}`;
    const reading = this.#read.get(key) ?? this.#readForm(slug, version);
    this.#read.set(key, reading);
    try {
      return await reading;
    } catch (error) {
      // Postgres was away: the next reader asks again.
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
