export type Verdict = { clean: true } | { clean: false; name: string };

/** Looks for viruses in documents. */
export type Scanner = {
  /**
   * Rejects with ScannerUnavailable when no verdict comes: the document then waits and is not handed out. `idleSeconds` is how
   * long nothing may be heard, counted from the last byte that went either way.
   */
  scan(content: AsyncIterable<Buffer>, patience: { idleSeconds: number }): Promise<Verdict>;
  /** Returns whether the scanner is there, so that a document without a verdict is told from a scanner that is away. */
  answers(): Promise<boolean>;
};

/** Thrown when the scanner is away or answers what it should not. */
export class ScannerUnavailable extends Error {}
