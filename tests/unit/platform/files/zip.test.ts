import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { PassThrough, Readable, Writable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { describe, it } from 'node:test';
import { writeZip, type ZipEntries } from '../../../../src/platform/files/zip.ts';
import { unzip } from '../../../support/files/unzip.ts';

async function zipped(entries: ZipEntries): Promise<Buffer> {
  const through = new PassThrough();
  const [bytes] = await Promise.all([buffer(through), writeZip(entries, through)]);
  return bytes;
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

  it('stores as it is what is said to be compressed already', async () => {
    const content = () => Readable.from([Buffer.alloc(50_000, 7)]);
    const sizes: number[] = [];
    for (const stored of [false, true]) {
      const zip = await zipped([{ name: 'plan.pdf', content: content(), stored }]);
      assert.deepEqual(unzip(zip)[0]?.content, Buffer.alloc(50_000, 7));
      sizes.push(zip.length);
    }
    const [small = 0, whole = 0] = sizes;
    assert.ok(small < 1_000 && whole > 50_000, String(sizes));
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

  it('opens the content of an entry once the one before is written', async () => {
    let open = 0;
    const stream = () => {
      open += 1;
      assert.equal(open, 1, 'streams that are open');
      return Readable.from([Buffer.alloc(300_000, 1), Buffer.alloc(300_000, 2)]).once('close', () => {
        open -= 1;
      });
    };
    async function* entries() {
      for (const name of ['a', 'b', 'c']) yield { name, content: stream() };
    }
    const read = unzip(await zipped(entries()));
    assert.deepEqual(
      read.map(({ name, content }) => [name, content.length]),
      ['a', 'b', 'c'].map((name) => [name, 600_000]),
    );
  });

  it('rejects, and ends nothing, when a content breaks or the next entry cannot be had', async () => {
    const breaks = Readable.from(
      (function* () {
        yield Buffer.from('beginning');
        throw new Error('the disk is gone');
      })(),
    );
    await assert.rejects(zipped([{ name: 'a', content: breaks }]), /the disk is gone/);
    async function* entries() {
      yield { name: 'a', content: Buffer.from('a') };
      throw new Error('no next one');
    }
    await assert.rejects(zipped(entries()), /no next one/);
  });

  it('destroys the content that it reads when the reader goes away, and asks for no other', async () => {
    const gone = new Writable({ write: (_chunk, _encoding, done) => done(new Error('reader gone')) });
    const endless = new Readable({
      read() {
        this.push(randomBytes(65_536));
      },
    });
    async function* entries() {
      yield { name: 'a', content: endless };
      assert.fail('another entry');
    }
    await assert.rejects(writeZip(entries(), gone), /reader gone/);
    assert.ok(endless.destroyed);
  });
});
