import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { test } from 'node:test';
import { createClamdScanner } from '../../../../src/platform/scanner/clamd-scanner.ts';
import { ScannerUnavailable } from '../../../../src/platform/scanner/scanner.ts';
import { EICAR, startClamd } from '../../../support/documents/clamd.ts';
import { fileHolding } from '../../../support/documents/storage-table.ts';

const scan = (url: string, file: string, idleSeconds = 30) =>
  createClamdScanner(url).scan(createReadStream(file), { idleSeconds });

test('a document without a virus is clean, and clamd saw all of it', async () => {
  const clamd = await startClamd();
  const content = randomBytes(1_000_000);
  assert.deepEqual(await scan(clamd.url, await fileHolding(content)), { clean: true });
  assert.ok(clamd.received[0]?.equals(content));
});

test('an infected document is told with the name of what was found', async () => {
  const clamd = await startClamd();
  const verdict = await scan(clamd.url, await fileHolding(`before ${EICAR} after`));
  assert.deepEqual(verdict, { clean: false, name: 'Eicar-Test-Signature' });
});

test('a scanner that is away, stops, or says something else never makes a document clean', async () => {
  const clamd = await startClamd();
  await clamd.stop();
  const file = await fileHolding('x');
  await assert.rejects(scan(clamd.url, file), ScannerUnavailable);
  await assert.rejects(scan('unix:/nowhere/clamd.ctl', file), ScannerUnavailable);
  for (const answer of ['INSTREAM size limit exceeded. ERROR', 'stream: OK FOUND OK', '', 'OK', 'x'.repeat(9_000)]) {
    const other = await startClamd(() => answer);
    await assert.rejects(scan(other.url, file), ScannerUnavailable, answer.slice(0, 40));
  }
});

test('a scanner that never answers is given up', async () => {
  const silent = await startClamd(() => null);
  await assert.rejects(scan(silent.url, await fileHolding('x'), 0.2), ScannerUnavailable);
});

test('a scanner that never answers is left when its time is over, however long it may be silent', async () => {
  const silent = await startClamd(() => null);
  const content = createReadStream(await fileHolding('x'));
  const patience = { idleSeconds: 3_600, signal: AbortSignal.timeout(100) };
  await assert.rejects(createClamdScanner(silent.url).scan(content, patience), ScannerUnavailable);
});

test('a file that is missing is an error of its own', async () => {
  const clamd = await startClamd();
  await assert.rejects(scan(clamd.url, '/nowhere/at/all'), { code: 'ENOENT' });
});

test('a scanner that is there says so, also one that has no verdict; one that is away, or is something else, does not', async () => {
  const clamd = await startClamd(() => 'INSTREAM size limit exceeded. ERROR');
  const scanner = createClamdScanner(clamd.url);
  assert.equal(await scanner.answers(), true);
  await clamd.stop();
  assert.equal(await scanner.answers(), false);
  await clamd.start();
  assert.equal(await scanner.answers(), true);
});
