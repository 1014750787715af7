export type Verdict = { clean: true } | { clean: false; name: string };

export type Patience = { idleSeconds: number; signal?: AbortSignal };

/** Looks for viruses in documents. */
export type Scanner = {
  /**
   * Rejects with ScannerUnavailable when no verdict comes: the document then waits and is not handed out. `idleSeconds` is how
   * long nothing may be heard, counted from the last byte that went either way; `signal` ends it whatever is heard.
   */
  scan(content: AsyncIterable<Buffer>, patience: Patience): Promise<Verdict>;
  /** Returns whether the scanner is there, so that a document without a verdict is told from a scanner that is away. */
  answers(): Promise<boolean>;
};

/** Thrown when the scanner is away or answers what it should not. */
export class ScannerUnavailable extends Error {}
