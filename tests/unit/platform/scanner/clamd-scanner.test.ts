import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { createClamdScanner } from '../../../../src/platform/scanner/clamd-scanner.ts';
import { ScannerUnavailable } from '../../../../src/platform/scanner/scanner.ts';
import { EICAR, startClamd } from '../../../support/documents/clamd.ts';
import { fileHolding } from '../../../support/documents/storage-table.ts';

test('a document without a virus is clean, and clamd saw all of it', async () => {
  const clamd = await startClamd();
  const content = randomBytes(1_000_000);
  assert.deepEqual(await createClamdScanner(clamd.url).scan(await fileHolding(content)), { clean: true });
  assert.ok(clamd.received[0]?.equals(content));
});

test('an infected document is told with the name of what was found', async () => {
  const clamd = await startClamd();
  const verdict = await createClamdScanner(clamd.url).scan(await fileHolding(`before ${EICAR} after`));
  assert.deepEqual(verdict, { clean: false, name: 'Eicar-Test-Signature' });
});

test('a scanner that is away, stops, or says something else never makes a document clean', async () => {
  const clamd = await startClamd();
  await clamd.stop();
  const file = await fileHolding('x');
  await assert.rejects(createClamdScanner(clamd.url).scan(file), ScannerUnavailable);
  await assert.rejects(createClamdScanner('unix:/nowhere/clamd.ctl').scan(file), ScannerUnavailable);
  for (const answer of ['INSTREAM size limit exceeded. ERROR', 'stream: OK FOUND OK', '', 'OK', 'x'.repeat(9_000)]) {
    const other = await startClamd(() => answer);
    await assert.rejects(createClamdScanner(other.url).scan(file), ScannerUnavailable, answer.slice(0, 40));
  }
});

test('a scanner that never answers is given up', async () => {
  const silent = await startClamd(() => null);
  const scanner = createClamdScanner(silent.url, { idleSeconds: 0.2 });
  await assert.rejects(scanner.scan(await fileHolding('x')), ScannerUnavailable);
});

test('a file that is missing is an error of its own', async () => {
  const clamd = await startClamd();
  await assert.rejects(createClamdScanner(clamd.url).scan('/nowhere/at/all'), { code: 'ENOENT' });
});
