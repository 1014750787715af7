import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import { crc32 } from 'node:zlib';
import sharp, { type Sharp } from 'sharp';
import yazl from 'yazl';
import { USUAL_DOCUMENT_TYPES } from '../../../src/platform/documents/document-types.ts';
import { createDocuments } from '../../../src/platform/documents/documents.ts';
import type { DocumentType, Preparation } from '../../../src/platform/documents/prepared-document.ts';
import { fileHolding } from './storage-table.ts';

/** A whole PDF of some pages without text. */
export function samplePdf(pages = 1): Buffer {
  const kids = Array.from({ length: pages }, (_, index) => `${index + 3} 0 R`);
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [${kids.join(' ')}] /Count ${pages} >>`,
    ...kids.map(() => '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 100 100] >>'),
  ];
  let body = '%PDF-1.7\n';
  const places = objects.map((object, index) => {
    const at = body.length;
    body += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return at;
  });
  const rows = places.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('');
  const table = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows}`;
  const trailer = `trailer\n<< /Root 1 0 R /Size ${objects.length + 1} >>\nstartxref\n${body.length}\n%%EOF\n`;
  return Buffer.from(body + table + trailer, 'latin1');
}

/** A picture of 40 × 20: its left half is red, its right half blue. */
export function samplePicture(): Sharp {
  const blue = { create: { width: 20, height: 20, channels: 3, background: '#0000ff' } } as const;
  const red = { width: 40, height: 20, channels: 3, background: '#ff0000' } as const;
  return sharp({ create: red }).composite([{ input: blue, left: 20, top: 0 }]);
}

/**
 * Adds what a phone writes into a picture: the place, the device, the author, and that the picture lies on its side.
 */
export function withPlace(picture: Sharp, orientation = 6): Sharp {
  return picture
    .withExif({
      IFD0: { Make: 'Secret-Camera', Artist: 'Lucie' },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '50/1 52/1 3/1', GPSLongitudeRef: 'E', GPSLongitude: '4/1 22/1 25/1' },
    })
    .withXmp('<x:xmpmeta xmlns:x="adobe:ns:meta/"><!-- Josaphat-in-XMP --></x:xmpmeta>')
    .withMetadata({ orientation });
}

/** The first bytes of a PNG that says it has these dimensions, and its end. */
export function pngHeader(width: number, height: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const signature = Buffer.from('89504e470d0a1a0a', 'hex');
  return Buffer.concat([
    signature,
    pngChunk('IHDR', header),
    pngChunk('IDAT', Buffer.alloc(2)),
    pngChunk('IEND', Buffer.alloc(0)),
  ]);
}

function pngChunk(type: string, content: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type), content]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(content.length);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, sum]);
}

/** A ZIP of these parts. OpenDocument wants the first one uncompressed. */
export async function sampleZip(parts: Record<string, string | Buffer>): Promise<Buffer> {
  const zip = new yazl.ZipFile();
  for (const [name, content] of Object.entries(parts)) {
    zip.addBuffer(Buffer.from(content), name, { compress: name !== 'mimetype' });
  }
  zip.end();
  return await buffer(zip.outputStream);
}

export const docxParts = { '[Content_Types].xml': '<Types/>', 'word/document.xml': '<w:document/>' };
export const xlsxParts = { '[Content_Types].xml': '<Types/>', 'xl/workbook.xml': '<workbook/>' };
export const odtParts = { mimetype: 'application/vnd.oasis.opendocument.text', 'content.xml': '<office/>' };
export const odsParts = { mimetype: 'application/vnd.oasis.opendocument.spreadsheet', 'content.xml': '<office/>' };

/** Reads one of the files beside this one. */
export function sampleFile(name: string): Promise<Buffer> {
  return readFile(path.join(import.meta.dirname, 'files', name));
}

const documents = createDocuments();

/** Prepares a content as the portal does when it is uploaded under a name. */
export async function prepare(
  content: string | Buffer,
  { name = 'papier', accept = USUAL_DOCUMENT_TYPES }: { name?: string; accept?: readonly DocumentType[] } = {},
): Promise<Preparation> {
  return await documents.prepare({ file: await fileHolding(content), name, accept });
}

/** Returns what `prepare` makes of a document, and throws when the portal does not take it. */
export async function prepared(...given: Parameters<typeof prepare>) {
  const preparation = await prepare(...given);
  if (!preparation.ok) throw new Error(`refused: ${preparation.problem}`);
  return { ...preparation, content: await readFile(preparation.file) };
}
