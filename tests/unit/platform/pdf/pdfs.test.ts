import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { QueueFullError } from '../../../../src/platform/bounded-queue.ts';
import type { PdfDocument } from '../../../../src/platform/pdf/pdf-document.ts';
import { createPdfs } from '../../../../src/platform/pdf/pdfs.ts';
import { writePdf } from '../../../../src/platform/pdf/write-pdf.ts';

const documentOf = (...texts: readonly string[]): PdfDocument => ({
  language: 'nl',
  title: 'Ontvangstbewijs 26-0000123-35',
  heading: 'Ontvangstbewijs',
  author: 'Gemeente Schaarbeek',
  masthead: ['Persoonlijke Ruimte'],
  colour: '#005ea8',
  madeAt: new Date('2026-11-26T13:00:00Z'),
  blocks: texts.map((text) => ({ kind: 'paragraph', text: { text, lang: null } })),
  footer: { left: 'Ontvangstbewijs', right: 'pagina {page} / {pages}' },
  unprintable: 'Het teken □ vervangt een teken.',
});
const DAY = documentOf('Dag');
/** One word that would take minutes. */
const ENDLESS = documentOf('x'.repeat(200_000));
const wrong = { ...DAY, blocks: [{ kind: 'heading', text: null }] } as unknown as PdfDocument;

describe('the thread that writes PDFs', () => {
  it('gives what the document is, byte for byte, to each who asks', async () => {
    const pdfs = createPdfs();
    const [day, evening] = await Promise.all([pdfs.write(DAY), pdfs.write(documentOf('Avond'))]);
    assert.deepEqual(day, await writePdf(DAY));
    assert.deepEqual(evening, await writePdf(documentOf('Avond')));
  });

  it('says why a document failed, and writes the next one', async () => {
    const pdfs = createPdfs();
    const [failed, whole] = await Promise.allSettled([pdfs.write(wrong), pdfs.write(DAY)]);
    assert.equal(failed.status, 'rejected');
    assert.match(String(failed.reason), /26-0000123-35/);
    assert.ok(failed.reason.cause instanceof TypeError);
    assert.equal(whole.status, 'fulfilled');
  });

  it('ends what takes too long, and writes the next one', async () => {
    const pdfs = createPdfs({ milliseconds: 5_000, megabytes: 1_024 });
    const [failed, whole] = await Promise.allSettled([pdfs.write(ENDLESS), pdfs.write(DAY)]);
    assert.equal(failed.status, 'rejected');
    assert.equal(failed.reason.cause.name, 'AbortError');
    assert.equal(whole.status, 'fulfilled');
  });

  it('ends what takes too much memory, and writes the next one', async () => {
    const pdfs = createPdfs({ megabytes: 48 });
    const many = documentOf(...Array.from({ length: 50_000 }, (_none, index) => `Dag ${index}`));
    const [failed, whole] = await Promise.allSettled([pdfs.write(many), pdfs.write(DAY)]);
    assert.equal(failed.status, 'rejected');
    assert.equal(failed.reason.cause.code, 'ERR_WORKER_OUT_OF_MEMORY');
    assert.equal(whole.status, 'fulfilled');
  });

  it('starts again after it ended for want of work', async () => {
    const pdfs = createPdfs({ idleMilliseconds: 1 });
    const first = await pdfs.write(DAY);
    await wait(50);
    assert.deepEqual(await pdfs.write(DAY), first);
  });

  it('refuses at once when too many wait', async () => {
    const pdfs = createPdfs({ capacity: 1 });
    const [running, waiting, refused] = await Promise.allSettled([pdfs.write(DAY), pdfs.write(DAY), pdfs.write(DAY)]);
    assert.deepEqual([running.status, waiting.status], ['fulfilled', 'fulfilled']);
    assert.ok(refused.status === 'rejected' && refused.reason instanceof QueueFullError);
  });
});
