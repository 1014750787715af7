import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createPasswords } from '../../../src/platform/passwords.ts';

const PLAIN = 'treize chats violets dansent';

test('a password is hashed as the Password Storage Cheat Sheet of OWASP asks: argon2id, 19 MiB, 2 passes', async () => {
  const passwords = createPasswords();
  const hash = await passwords.hash(PLAIN);
  assert.match(hash, /^\$argon2id\$v=19\$m=19456,p=1,t=2\$/);
  assert.notEqual(await passwords.hash(PLAIN), hash, 'each has a salt of its own');
  assert.deepEqual(await Promise.all([hash, null].map((one) => passwords.verify(one, PLAIN))), [true, false]);
  assert.equal(await passwords.verify(hash, `${PLAIN}.`), false);
});

test('a hash of another cost still opens, and is known to be outdated', async () => {
  const [today, before] = [createPasswords(), createPasswords({ memoryCost: 1_024 })];
  const [old, recent] = await Promise.all([before.hash(PLAIN), today.hash(PLAIN)]);
  assert.equal(await today.verify(old, PLAIN), true);
  assert.deepEqual(
    [old, recent].map((hash) => today.isOutdated(hash)),
    [true, false],
  );
});
