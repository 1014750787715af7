import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Filer } from '../../../../src/features/submissions/filer/filer.ts';
import { type FilingObstacle, filingObstacle } from '../../../../src/features/submissions/filing/filing-problems.ts';

type Asking = Parameters<typeof filingObstacle>[0];
const CASES: [string, Level, Filer['kind'] | 'phone', boolean, FilingObstacle | null][] = [
  ['a guest, where no account is asked for', 0, 'guest', false, null],
  ['a guest, where an account is', 1, 'guest', false, 'identification'],
  ['somebody at the desk, without an account', 1, 'desk', false, null],
  ['somebody on the telephone, without an account', 1, 'phone', false, null],
  ['somebody who shows their card at the desk', 2, 'desk', false, null],
  ['a voice on the telephone, where the law asks for the card', 2, 'phone', false, 'identification'],
];
type Level = 0 | 1 | 2 | 3;

function asking(level: Level, kind: Filer['kind'] | 'phone', identified: boolean): Asking {
  const channel = kind === 'phone' ? 'phone' : 'desk';
  const filer = { kind: kind === 'phone' ? 'desk' : kind, channel } as unknown as Filer;
  const own = { standing: { state: 'open' }, definition: { identification: { level } } } as Asking['own'];
  return { own, filer, citizen: null, identified };
}

describe('what stands in the way of filing', () => {
  for (const [who, level, kind, identified, obstacle] of CASES) {
    it(`for ${who}, at level ${level}: ${obstacle ?? 'nothing'}`, () => {
      assert.equal(filingObstacle(asking(level, kind, identified)), obstacle);
    });
  }
});
