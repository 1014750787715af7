import assert from 'node:assert/strict';
import test from 'node:test';
import { createProgress } from '../../../../src/platform/files/progress.ts';

function run(screen: { isTTY: boolean; columns?: number }): string[] {
  const written: string[] = [];
  let ms = 0;
  const progress = createProgress({ ...screen, write: (text: string) => written.push(text) }, () => ms);
  const step = progress.step('names.csv', 1_000);
  for (; ms < 150; ms += 1) step.advance({ done: 250, rows: 2_500 });
  step.end();
  return written;
}

test('away from a terminal a step is one line, at its end', () => {
  const written = run({ isTTY: false });
  assert.equal(written.length, 1);
  assert.match(written[0] ?? '', /^names\.csv .* 100 % .* {2}2 500 rows {2}[\d ]+ rows\/s .*\n$/);
});

test('on a terminal the line is redrawn, no oftener than ten times a second and never wider than the screen', () => {
  const [drawn = '', ended = '', ...more] = run({ isTTY: true, columns: 50 });
  assert.match(drawn, /^\r.*names\.csv .* 25 %/);
  assert.ok(drawn.replace('\r\u001b[K', '').length < 50);
  assert.match(ended, /^\r.*100 %.*\n$/);
  assert.equal(more.length, 0);
});
