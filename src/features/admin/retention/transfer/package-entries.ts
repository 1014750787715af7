import type { ZipEntry } from '../../../../platform/files/zip.ts';
import type { RetentionRun } from '../retention-runs.repository.ts';
import { listRunSubmissions } from '../run-submissions.repository.ts';
import { type InventoryApp, inventoryEntries } from './inventory.ts';
import type { PackedRequest } from './packed-request.ts';
import { type ReadingApp, readToPack } from './read-to-pack.ts';
import { type EntriesApp, requestEntries } from './request-entries.ts';
import type { PackedLine } from './transfers.repository.ts';

export type PackingApp = EntriesApp & InventoryApp & ReadingApp;
/** The requests packed so far. */
export type Packed = { requests: PackedRequest[]; lines: PackedLine[] };
type Packing = { packed: Packed; onRequest: (packed: Packed) => Promise<void> };

/**
 * Yields the whole package, one request after the other, and the inventory at the end, as it says what was found. Notes in
 * `packed` what it holds.
 */
export async function* packageEntries(
  app: PackingApp,
  run: RetentionRun,
  { packed, onRequest }: Packing,
): AsyncGenerator<ZipEntry> {
  for (const { id, outcome } of await listRunSubmissions(app.db, run.id)) {
    if (outcome !== null) continue;
    const found = await readToPack(app, { id, fate: run.fate });
    packed.lines.push({ id, stamp: found?.stamp ?? null });
    if (found !== null) packed.requests.push(yield* requestEntries(app, found));
    await onRequest(packed);
  }
  yield* inventoryEntries(app, run, packed.requests);
}
