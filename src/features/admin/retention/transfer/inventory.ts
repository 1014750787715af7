import { PassThrough } from 'node:stream';
import type { App } from '../../../../app.ts';
import type { LocalizedText } from '../../../../domain/localized-text.ts';
import { formatReference } from '../../../../domain/numbers/reference.ts';
import { type TableColumn, writeTable } from '../../../../platform/files/table.ts';
import type { Cell } from '../../../../platform/files/xlsx.ts';
import type { ZipEntry } from '../../../../platform/files/zip.ts';
import type { Translate } from '../../../../web/page/texts.ts';
import { namesOfDepartment } from '../../../procedures/definition/departments.ts';
import type { RetentionRun } from '../retention-runs.repository.ts';
import type { PackedFile, PackedRequest } from './packed-request.ts';

export type InventoryApp = Pick<App, 'clock' | 'commune' | 'texts'>;
type Line = { request: PackedRequest; file: PackedFile };

/** Yields the inventory for people and for programs: every other file of the package, with its SHA-256. */
export async function* inventoryEntries(
  app: InventoryApp,
  run: RetentionRun,
  requests: readonly PackedRequest[],
): AsyncGenerator<ZipEntry> {
  const csv = new PassThrough();
  const rows = [requests.flatMap((request) => request.files.map((file): Line => ({ request, file })))];
  const columns = columnsIn(bilingual(app.texts));
  const written = writeTable({ name: 'inventory', columns, rows: batches(rows), cut: '' }, 'csv', csv);
  written.catch((error: Error) => csv.destroy(error));
  yield { name: 'inventory.csv', content: csv };
  const json = `${JSON.stringify(inventoryOf(app, run, requests), null, 2)}\n`;
  yield { name: 'inventory.json', content: Buffer.from(json) };
}

async function* batches(rows: readonly (readonly Line[])[]): AsyncGenerator<readonly Line[]> {
  yield* rows;
}

/** Returns the run as the certificate describes it, then each request with its files. */
function inventoryOf({ clock, commune }: InventoryApp, run: RetentionRun, requests: readonly PackedRequest[]): object {
  const files = requests.flatMap((request) => request.files);
  return {
    format: 1,
    run: run.id,
    commune: commune.in('fr').names.join(' / '),
    procedure: run.slug,
    authorisation: run.authorisation,
    proposed: { name: run.proposedByName, at: run.proposedAt },
    confirmed: { name: run.judgedByName, at: run.judgedAt },
    packedAt: clock.now(),
    counts: {
      requests: requests.length,
      files: files.filter(({ file }) => file !== null).length,
      bytes: files.reduce((sum, { file, bytes }) => (file === null ? sum : sum + bytes), 0),
      lacking: lacking(requests),
    },
    requests: requests.map(({ reference, slug, version, name, status, ...one }) => ({
      reference: formatReference(reference),
      procedure: { slug, version, name },
      ...one,
      outcome: status,
    })),
  };
}

/** Returns the number of documents that are missing or differ from what was sent. */
export function lacking(requests: readonly PackedRequest[]): number {
  return requests.flatMap(({ files }) => files).filter(({ state }) => state !== 'whole').length;
}

type Column = 'reference' | 'procedure' | 'department' | 'filed' | 'closed' | 'outcome' | FileColumn;
type FileColumn = 'kind' | 'name' | 'bytes' | 'sha256' | 'file' | 'state';
type Bilingual = { key: (say: (t: Translate) => string) => string; text: (text: LocalizedText) => string };

/** The archives work in the two languages of the Region. */
const bilingual = ({ fr, nl }: App['texts']): Bilingual => ({
  key: (say) => [...new Set([say(fr), say(nl)])].join(' / '),
  text: (text) => [...new Set([text.fr, text.nl])].join(' / '),
});

function columnsIn({ key, text }: Bilingual): TableColumn<Line>[] {
  const column = (name: Column, width: number, cell: (line: Line) => Cell): TableColumn<Line> => ({
    heading: key((t) => t(`admin:retention.inventory.${name}`)),
    width,
    cell,
  });
  return [
    column('reference', 16, ({ request }) => formatReference(request.reference)),
    column('procedure', 44, ({ request }) => text(request.name)),
    column('department', 28, ({ request }) => text(namesOfDepartment(request.department))),
    column('filed', 18, ({ request }) => ({ moment: request.filedAt })),
    column('closed', 18, ({ request: { closedAt } }) => (closedAt === null ? null : { moment: closedAt })),
    column('outcome', 22, ({ request }) => key((t) => t(`submissions:status.${request.status}`))),
    column('kind', 22, ({ file }) => key((t) => t(`admin:retention.inventory.kind.${file.kind}`))),
    column('name', 40, ({ file }) => file.name),
    column('bytes', 12, ({ file }) => file.bytes),
    column('sha256', 66, ({ file }) => file.sha256),
    column('file', 60, ({ file }) => file.file),
    column('state', 14, ({ file }) => key((t) => t(`admin:retention.inventory.state.${file.state}`))),
  ];
}
