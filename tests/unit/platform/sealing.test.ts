import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { z } from 'zod';
import { createSealing, digestOf, newLinkToken } from '../../../src/platform/sealing.ts';

const SECRET = 'a secret of the tests, 32 signs at least';
const NEWER = 'another secret of the tests, made today';
let now = Date.UTC(2026, 10, 23);
const clock = { now: () => new Date(now) };
const sealing = createSealing([SECRET], clock);
const Captcha = z.strictObject({ id: z.string(), digits: z.string() });
const captcha = { id: 'c1', digits: '0471' };

describe('what is sealed', () => {
  it('comes back as it was, whatever it is', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (content) => {
        const opened = sealing.unseal('captcha', z.unknown(), sealing.seal('captcha', content, 60));
        assert.deepEqual(opened, JSON.parse(JSON.stringify(content)));
      }),
    );
  });

  it('is safe in an address, tells nothing of its content, and is never the same twice', () => {
    const sealed = Array.from({ length: 50 }, () => sealing.seal('captcha', captcha, 60));
    assert.equal(new Set(sealed).size, 50);
    assert.equal(new Set(sealed.map((text) => text.slice(0, 16))).size, 50, 'a nonce is never used again');
    for (const text of sealed) {
      assert.match(text, /^[\w-]+$/);
      assert.doesNotMatch(Buffer.from(text, 'base64url').toString('latin1'), /0471|digits/);
    }
  });

  it('is refused when any one of its bits was changed', () => {
    const bytes = Buffer.from(sealing.seal('captcha', captcha, 60), 'base64url');
    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      const changed = Buffer.from(bytes);
      changed[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      assert.equal(sealing.unseal('captcha', z.unknown(), changed.toString('base64url')), null, `bit ${bit}`);
    }
    assert.deepEqual(sealing.unseal('captcha', Captcha, bytes.toString('base64url')), captcha);
  });

  it('is refused when cut or made longer, at any place', () => {
    const bytes = Buffer.from(sealing.seal('captcha', captcha, 60), 'base64url');
    for (let length = 0; length < bytes.length; length += 1) {
      for (const part of [bytes.subarray(0, length), bytes.subarray(bytes.length - length)]) {
        assert.equal(sealing.unseal('captcha', z.unknown(), part.toString('base64url')), null);
      }
    }
    const longer = Buffer.concat([bytes, Buffer.from([0])]).toString('base64url');
    assert.equal(sealing.unseal('captcha', z.unknown(), longer), null);
  });

  it('cannot be made by somebody else: any text is refused without an error', () => {
    const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 200 }), fc.base64String({ maxLength: 200 }));
    fc.assert(fc.property(text, (forged) => sealing.unseal('captcha', z.unknown(), forged) === null));
  });

  it('is read for its own purpose only', () => {
    const sealed = sealing.seal('captcha', captcha, 60);
    assert.equal(sealing.unseal('interrupted-form', z.unknown(), sealed), null);
    assert.deepEqual(sealing.unseal('captcha', Captcha, sealed), captcha);
  });

  it('is refused in another shape than the one asked for', () => {
    for (const content of [{ id: 'c1' }, { ...captcha, more: 1 }, { ...captcha, digits: 471 }, 'c1', null]) {
      assert.equal(sealing.unseal('captcha', Captcha, sealing.seal('captcha', content, 60)), null);
    }
  });

  it('lives to the last millisecond of its life, and not one more', () => {
    const sealed = sealing.seal('captcha', captcha, 600);
    now += 599_999;
    assert.deepEqual(sealing.unseal('captcha', Captcha, sealed), captcha);
    now += 1;
    assert.equal(sealing.unseal('captcha', Captcha, sealed), null);
  });
});

describe('a change of secret', () => {
  it('keeps what the former secret sealed readable, as long as it is still listed', () => {
    const sealed = sealing.seal('captcha', captcha, 60);
    assert.deepEqual(createSealing([NEWER, SECRET], clock).unseal('captcha', Captcha, sealed), captcha);
    assert.equal(createSealing([NEWER], clock).unseal('captcha', Captcha, sealed), null);
  });

  it('seals with the first secret from then on', () => {
    const sealed = createSealing([NEWER, SECRET], clock).seal('captcha', captcha, 60);
    assert.deepEqual(createSealing([NEWER], clock).unseal('captcha', Captcha, sealed), captcha);
    assert.equal(sealing.unseal('captcha', Captcha, sealed), null);
  });
});

describe('the token of a link', () => {
  it('has 256 random bits, is safe in an address, and is kept by its digest only', () => {
    const made = Array.from({ length: 100 }, newLinkToken);
    assert.equal(new Set(made.map(({ token }) => token)).size, 100);
    for (const { token, digest } of made) {
      assert.match(token, /^[\w-]{43}$/);
      assert.equal(digest.length, 32);
      assert.deepEqual(digest, digestOf(token));
      assert.notDeepEqual(digest, Buffer.from(token, 'base64url'));
    }
  });

  it('is digested by SHA-256', () => {
    const expected = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
    assert.equal(digestOf('abc').toString('hex'), expected);
  });
});

describe('what is sealed without end', () => {
  it('opens at any time, and says which key it is of', () => {
    const kept = sealing.seal('second-factor', captcha, null);
    now = Date.UTC(2046, 10, 23);
    assert.deepEqual(sealing.unseal('second-factor', Captcha, kept), captcha);
    now = Date.UTC(2026, 10, 23);
    assert.equal(sealing.isOutdated('second-factor', kept), false);
    assert.equal(createSealing([NEWER, SECRET], clock).isOutdated('second-factor', kept), true);
  });
});

describe('a tag', () => {
  it('is always the same for a content, short, and of no other content, purpose or secret', () => {
    const tag = sealing.tag('captcha', 'lucie');
    assert.match(tag, /^[\w-]{22}$/);
    assert.equal(sealing.tag('captcha', 'lucie'), tag);
    assert.ok(sealing.isTag('captcha', 'lucie', tag));
    assert.ok(!sealing.isTag('captcha', 'jan', tag));
    assert.ok(!sealing.isTag('form-owner', 'lucie', tag));
    assert.ok(!createSealing([NEWER], clock).isTag('captcha', 'lucie', tag));
    for (const wrong of ['', 'x', `${tag}A`, tag.slice(1)]) assert.ok(!sealing.isTag('captcha', 'lucie', wrong));
  });

  it('is known again while the secret that made it is one of ours', () => {
    const tag = sealing.tag('captcha', 'lucie');
    const rotated = createSealing([NEWER, SECRET], clock);
    assert.notEqual(rotated.tag('captcha', 'lucie'), tag);
    assert.ok(rotated.isTag('captcha', 'lucie', tag));
  });
});
