import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  codeAt,
  inGroupsOfFour,
  newSecondFactor,
  secondFactorUri,
  timeStepOf,
} from '../../../src/platform/second-factor.ts';

/** « 12345678901234567890 », the secret of RFC 6238, appendix B. */
const RFC_SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
const at = (seconds: number) => new Date(seconds * 1_000);

describe('a code', () => {
  // The last six of the eight digits of RFC 6238, appendix B, SHA-1.
  for (const [seconds, code] of [
    [59, '287082'],
    [1_111_111_109, '081804'],
    [1_111_111_111, '050471'],
    [1_234_567_890, '005924'],
    [2_000_000_000, '279037'],
    [20_000_000_000, '353130'],
  ] as const) {
    it(`is that of RFC 6238 at ${seconds} s`, () => {
      assert.equal(codeAt(RFC_SECRET, at(seconds)), code);
      assert.equal(timeStepOf(RFC_SECRET, { code, at: at(seconds) }), Math.floor(seconds / 30));
    });
  }

  it('is known by its own step from one before to one after, and no further', () => {
    const now = 1_800_000_015;
    const steps = [-2, -1, 0, 1, 2].map((away) =>
      timeStepOf(RFC_SECRET, { code: codeAt(RFC_SECRET, at(now + away * 30)), at: at(now) }),
    );
    assert.deepEqual(steps, [null, 59_999_999, 60_000_000, 60_000_001, null]);
  });

  it('of anything but six digits is none', () => {
    for (const code of ['', '28708', '2870822', 'abcdef', '２８７０８２', ' 287082', '-87082']) {
      assert.equal(timeStepOf(RFC_SECRET, { code, at: at(59) }), null, code);
    }
  });

  it('has six digits at any time, and is known again', () => {
    const time = fc.integer({ min: 0, max: 2_000_000_000 });
    fc.assert(
      fc.property(time, (seconds) => {
        const code = codeAt(RFC_SECRET, at(seconds));
        assert.match(code, /^\d{6}$/);
        assert.equal(timeStepOf(RFC_SECRET, { code, at: at(seconds) }), Math.floor(seconds / 30));
      }),
      { numRuns: 50 },
    );
  });
});

describe('a secret', () => {
  it('has 160 bits, in base32, another each time', () => {
    const secrets = Array.from({ length: 100 }, newSecondFactor);
    assert.equal(new Set(secrets).size, 100);
    assert.ok(secrets.every((secret) => /^[A-Z2-7]{32}$/.test(secret)));
  });

  it('is written in groups of four', () => {
    assert.equal(inGroupsOfFour(RFC_SECRET), 'GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ');
  });

  it('is told to an app with whose portal it is and the account', () => {
    const uri = new URL(secondFactorUri(RFC_SECRET, { site: 'Ixelles', account: 'nadia@exemple.be' }));
    assert.equal(uri.protocol, 'otpauth:');
    assert.equal(uri.searchParams.get('secret'), RFC_SECRET);
    assert.equal(uri.searchParams.get('issuer'), 'Ixelles Agents');
    assert.match(decodeURIComponent(uri.pathname), /Ixelles Agents:nadia@exemple\.be$/);
  });
});
