import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, it } from 'node:test';
import { openSecondFactor, sealSecondFactor } from '../../../src/features/staff/sealed-second-factor.ts';
import { createSealing } from '../../../src/platform/sealing.ts';

const SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
const [older, newer] = ['a-first-key-of-more-than-32-bytes!', 'a-later-key-of-more-than-32-bytes!'];
let now = new Date('2026-11-24T10:00:00Z');
const clock = { now: () => now };
const withKeys = (...keys: string[]) => ({ sealing: createSealing(keys, clock) });

describe('a sealed second factor', () => {
  const id = randomUUID();
  const sealed = sealSecondFactor(withKeys(older), { of: id, secret: SECRET });

  it('does not show the secret, and opens for its own account only', () => {
    assert.ok(!Buffer.from(sealed, 'base64url').toString('latin1').includes(SECRET));
    assert.equal(openSecondFactor(withKeys(older), { of: id, sealed }), SECRET);
    assert.equal(openSecondFactor(withKeys(older), { of: randomUUID(), sealed }), null);
  });

  it('has no end', () => {
    now = new Date('2046-11-24T10:00:00Z');
    assert.equal(openSecondFactor(withKeys(older), { of: id, sealed }), SECRET);
    now = new Date('2026-11-24T10:00:00Z');
  });

  it('opens while its key is kept, and is known to be of an older one', () => {
    assert.equal(openSecondFactor(withKeys(newer, older), { of: id, sealed }), SECRET);
    assert.equal(openSecondFactor(withKeys(newer), { of: id, sealed }), null);
    assert.equal(withKeys(older).sealing.isOutdated('second-factor', sealed), false);
    assert.equal(withKeys(newer, older).sealing.isOutdated('second-factor', sealed), true);
    const again = sealSecondFactor(withKeys(newer, older), { of: id, secret: SECRET });
    assert.equal(withKeys(newer, older).sealing.isOutdated('second-factor', again), false);
  });

  it('is not something sealed for another purpose', () => {
    const other = withKeys(older).sealing.seal('captcha', { of: id, secret: SECRET }, null);
    assert.equal(openSecondFactor(withKeys(older), { of: id, sealed: other }), null);
    assert.equal(openSecondFactor(withKeys(older), { of: id, sealed: 'x' }), null);
  });
});
