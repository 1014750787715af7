export type Verdict = { clean: true } | { clean: false; name: string };

/** Looks for viruses in documents. */
export type Scanner = {
  /** Rejects with ScannerUnavailable when nobody answers in time: the document then waits and is not handed out. */
  scan(file: string): Promise<Verdict>;
};

/** Thrown when the scanner is away or answers what it should not. */
export class ScannerUnavailable extends Error {}
