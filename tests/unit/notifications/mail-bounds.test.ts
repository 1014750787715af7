import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import type { Bound } from '../../../src/features/notifications/mail-bounds.ts';
import { MAILS } from '../../../src/quotas.ts';

const README = readFileSync(new URL('../../../README.md', import.meta.url), 'utf8');
const inWords = ({ mails, seconds }: Bound): string => {
  const [size, name] =
    seconds % 86_400 === 0 ? [86_400, 'day'] : seconds % 3_600 === 0 ? [3_600, 'hour'] : [60, 'minutes'];
  return size === 60 ? `${mails} in ${seconds / 60} ${name}` : `${mails} ${name === 'hour' ? 'an' : 'a'} ${name}`;
};
const said = (bound: Bound | null) => (bound === null ? 'no bound' : inWords(bound));

describe('the bounds of mails', () => {
  for (const [kind, { recipient, sender }] of Object.entries(MAILS)) {
    it(`stand in the README as they are: ${kind}`, () => {
      const row = README.split('\n').find((line) => line.startsWith('|') && line.includes(`\`${kind}\``)) ?? '';
      const [, , toOne, byOne] = row.split('|').map((cell) => cell.trim());
      assert.deepEqual([toOne, byOne], [said(recipient), said(sender)]);
    });
  }

  it('stand in the README for no kind that is gone', () => {
    const [, table = ''] = README.split('| kind | to one address | by one citizen |');
    const [rows = ''] = table.split('\n\n');
    const named = rows.split('\n').flatMap((row) => [...(row.split('|')[1] ?? '').matchAll(/`([^`]+)`/g)]);
    assert.deepEqual(named.map(([, kind]) => kind).sort(), Object.keys(MAILS).sort());
  });

  it('let a reset leave whenever no link of one before still works', () => {
    assert.ok((MAILS['reset-password'].recipient?.seconds ?? Number.POSITIVE_INFINITY) <= 30 * 60);
  });
});
