import assert from 'node:assert/strict';
import { crc32, inflateRawSync } from 'node:zlib';

export type Unzipped = { name: string; content: Buffer; isUtf8: boolean; mode: number };

/** Reads every entry with its whole name, by the central directory, as APPNOTE 4.3.12 and 4.3.16 lay it out. */
export function unzip(zip: Buffer): Unzipped[] {
  const end = zip.lastIndexOf('PK\x05\x06');
  const entries: Unzipped[] = [];
  let at = zip.readUInt32LE(end + 16);
  while (at < end) {
    assert.equal(zip.toString('latin1', at, at + 4), 'PK\x01\x02');
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((field) => zip.readUInt16LE(at + field));
    const name = zip.toString('utf8', at + 46, at + 46 + (nameLength ?? 0));
    const local = zip.readUInt32LE(at + 42);
    const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const data = zip.subarray(start, start + zip.readUInt32LE(at + 20));
    const content = zip.readUInt16LE(at + 10) === 0 ? data : inflateRawSync(data);
    assert.equal(crc32(content), zip.readUInt32LE(at + 16), `checksum of ${name}`);
    const isUtf8 = (zip.readUInt16LE(at + 8) & 0x800) !== 0;
    entries.push({ name, content, isUtf8, mode: zip.readUInt32LE(at + 38) >>> 16 });
    at += 46 + (nameLength ?? 0) + (extraLength ?? 0) + (commentLength ?? 0);
  }
  assert.equal(entries.length, zip.readUInt16LE(end + 10));
  return entries;
}
