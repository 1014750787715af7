import { createReadStream } from 'node:fs';
import type { App } from '../../../../app.ts';
import { ScannerUnavailable } from '../../../../platform/scanner/scanner.ts';
import type { Attachment } from '../attachment.ts';

/** Nobody who sends a document waits longer for a scanner that says nothing. */
const LONGEST_WAIT_SECONDS = 5;

/**
 * An infected file is never kept, so that nobody can come upon it. One that finds no verdict in time is kept and waits for
 * it: `scanning` asks again, and until then it is handed out to nobody.
 */
export async function judgeDocument({ scanner }: Pick<App, 'scanner'>, file: string): Promise<Attachment['state']> {
  if (scanner === null) return 'unscanned';
  try {
    const { clean } = await scanner.scan(createReadStream(file), { idleSeconds: LONGEST_WAIT_SECONDS });
    return clean ? 'clean' : 'infected';
  } catch (error) {
    if (error instanceof ScannerUnavailable) return 'pending';
    throw error;
  }
}
