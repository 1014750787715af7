import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { type Bound, MAIL_BOUNDS } from '../../../src/features/notifications/mail-bounds.ts';

const README = readFileSync(new URL('../../../README.md', import.meta.url), 'utf8');
const inWords = ({ mails, seconds }: Bound): string => {
  const [size, name] =
    seconds % 86_400 === 0 ? [86_400, 'day'] : seconds % 3_600 === 0 ? [3_600, 'hour'] : [60, 'minutes'];
  return size === 60 ? `${mails} in ${seconds / 60} ${name}` : `${mails} ${name === 'hour' ? 'an' : 'a'} ${name}`;
};
const said = (bound: Bound | null) => (bound === null ? 'no bound' : inWords(bound));

describe('the bounds of mails', () => {
  for (const [kind, { recipient, sender }] of Object.entries(MAIL_BOUNDS)) {
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
    assert.deepEqual(named.map(([, kind]) => kind).sort(), Object.keys(MAIL_BOUNDS).sort());
  });

  it('let a reset leave whenever no link of one before still works', () => {
    assert.ok(MAIL_BOUNDS['reset-password'].recipient.seconds <= 30 * 60);
  });
});
