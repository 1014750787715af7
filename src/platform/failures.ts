/** Collects, by name, the failures among many pieces of work, so that one failure does not stop the others. */
export class Failures {
  readonly #found = new Map<string, unknown>();

  get size(): number {
    return this.#found.size;
  }
  get names(): string[] {
    return [...this.#found.keys()];
  }
  add(name: string, error: unknown): void {
    this.#found.set(name, error);
  }

  /** Throws an AggregateError that says what was not done and names every failure. Does nothing when there is none. */
  throwIfAny(notDone: string): void {
    if (this.#found.size === 0) return;
    const said = [...this.#found].map(
      ([name, error]) => `${name} (${error instanceof Error ? error.message : typeof error})`,
    );
    throw new AggregateError([...this.#found.values()], `${notDone}: ${said.join('; ')}`);
  }
}
