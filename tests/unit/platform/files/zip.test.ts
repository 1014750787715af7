import assert from 'node:assert/strict';
import { PassThrough, Writable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { describe, it } from 'node:test';
import { crc32, inflateRawSync } from 'node:zlib';
import { writeZip, type ZipEntry } from '../../../../src/platform/files/zip.ts';

async function zipped(entries: readonly ZipEntry[]): Promise<Buffer> {
  const through = new PassThrough();
  const [bytes] = await Promise.all([buffer(through), writeZip(entries, through)]);
  return bytes;
}

type Read = { name: string; content: Buffer; isUtf8: boolean; mode: number };

/** By the central directory, as APPNOTE 4.3.12 and 4.3.16 lay it out. */
function unzip(zip: Buffer): Read[] {
  const end = zip.lastIndexOf('PK\x05\x06');
  const entries: Read[] = [];
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

describe('a ZIP', () => {
  it('holds each entry as it was, under its name, in order, readable by its owner', async () => {
    const entries = [
      { name: 'données.json', content: Buffer.from('{"prénom":"Lucie"}') },
      { name: 'pièces/1.bin', content: Buffer.from(Array.from({ length: 100_000 }, (_, index) => index % 251)) },
      { name: 'vide.txt', content: Buffer.alloc(0) },
    ];
    const expected = entries.map((entry) => ({ ...entry, isUtf8: true, mode: 0o100644 }));
    assert.deepEqual(unzip(await zipped(entries)), expected);
  });

  it('of nothing is an empty ZIP, not an error', async () => assert.deepEqual(unzip(await zipped([])), []));

  it('refuses a name that would leave the folder it is unpacked in', async () => {
    for (const name of ['../x', '/etc/x', 'a/../../x', 'C:/x']) {
      await assert.rejects(zipped([{ name, content: Buffer.from('x') }]), Error, name);
    }
  });

  it('rejects when the reader goes away', async () => {
    const gone = new Writable({ write: (_chunk, _encoding, done) => done(new Error('reader gone')) });
    await assert.rejects(writeZip([{ name: 'a.txt', content: Buffer.alloc(1_000_000) }], gone), /reader gone/);
  });
});
