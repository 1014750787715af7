import { crc32, deflateSync } from 'node:zlib';

export type SmallDocument = { mediaType: 'application/pdf' | 'image/png'; extension: 'pdf' | 'png'; content: Buffer };

/** Makes a PDF of one page with one line of text, without accents, as its font is one that every reader has. */
export function smallPdf(line: string): SmallDocument {
  const text = `BT /F1 18 Tf 60 760 Td (${line.replace(/[\\()]/g, '\\$&')}) Tj ET`;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 4 0 R >> >> /Contents 5 0 R >>',
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
    `<< /Length ${text.length} >>\nstream\n${text}\nendstream`,
  ];
  let body = '%PDF-1.4\n';
  const places = objects.map((object, index) => {
    const place = body.length;
    body += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(place).padStart(10, '0')} 00000 n \n`;
  });
  const count = objects.length + 1;
  const end = `xref\n0 ${count}\n0000000000 65535 f \n${places.join('')}trailer\n<< /Size ${count} /Root 1 0 R >>\nstartxref\n${body.length}\n%%EOF\n`;
  return { mediaType: 'application/pdf', extension: 'pdf', content: Buffer.from(body + end, 'latin1') };
}

const WIDTH = 320;
const HEIGHT = 200;

/** Makes a picture of a sky above a street, as a photo of a place would be. */
export function smallPicture(): SmallDocument {
  const lines = Array.from({ length: HEIGHT }, (_, y) => {
    const line = Buffer.alloc(1 + WIDTH * 3);
    for (let x = 0; x < WIDTH; x += 1) line.set(colourAt(x, y), 1 + x * 3);
    return line;
  });
  const header = Buffer.alloc(13);
  header.writeUInt32BE(WIDTH, 0);
  header.writeUInt32BE(HEIGHT, 4);
  // Eight bits a channel, red, green and blue.
  header.set([8, 2, 0, 0, 0], 8);
  const content = Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.concat(lines))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
  return { mediaType: 'image/png', extension: 'png', content };
}

function colourAt(x: number, y: number): [number, number, number] {
  if (y > HEIGHT * 0.75) return [110, 110, 115];
  const house = x % 80 < 60 && y > 60 + ((x / 80) | 0) * 12;
  return house ? [170, 80 + ((x / 80) | 0) * 20, 60] : [150, 190 + (y >> 3), 235];
}

function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, check]);
}
