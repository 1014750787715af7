import { createCipheriv, createHash } from 'node:crypto';
import type { Encryption } from './read-encryption.ts';

/** The bytes that fill a password up to 32 bytes; an empty one consists of them alone. */
const PADDING = Buffer.from('28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a', 'hex');

/** Returns true when the PDF opens with an empty password (ISO 32000-2, 7.6.4). */
export function opensWithoutPassword(encryption: Encryption): boolean {
  const { revision, userEntry } = encryption;
  if (revision <= 4) return opensBefore2008(encryption);
  const [hash, salt] = [userEntry.subarray(0, 32), userEntry.subarray(32, 40)];
  if (revision === 5) return sha(256, salt).equals(hash);
  return revision === 6 && hardenedHash(salt).equals(hash);
}

/** Revisions 2 to 4: the entry of the user is made again with MD5 and RC4, and compared. */
function opensBefore2008(encryption: Encryption): boolean {
  const { revision, keyBytes, ownerEntry, userEntry, permissions, fileId, encryptsMetadata } = encryption;
  const flags = Buffer.alloc(4);
  flags.writeUInt32LE(permissions >>> 0);
  const seed = Buffer.concat([PADDING, ownerEntry.subarray(0, 32), flags, fileId]);
  let key = md5(revision >= 4 && !encryptsMetadata ? Buffer.concat([seed, Buffer.alloc(4, 255)]) : seed);
  if (revision === 2) return rc4(key.subarray(0, keyBytes), PADDING).equals(userEntry.subarray(0, 32));
  for (let round = 0; round < 50; round += 1) key = md5(key.subarray(0, keyBytes));
  let made: Buffer = md5(Buffer.concat([PADDING, fileId]));
  for (let round = 0; round < 20; round += 1)
    made = rc4(
      key.subarray(0, keyBytes).map((byte) => byte ^ round),
      made,
    );
  return made.equals(userEntry.subarray(0, 16));
}

/** Algorithm 2.B of ISO 32000-2, for an empty password. */
function hardenedHash(salt: Buffer): Buffer {
  let key: Buffer = sha(256, salt);
  for (let round = 0, last = 0; round < 64 || last > round - 32; round += 1) {
    const cipher = createCipheriv('aes-128-cbc', key.subarray(0, 16), key.subarray(16, 32)).setAutoPadding(false);
    const mixed = cipher.update(Buffer.concat(Array.from({ length: 64 }, () => key)));
    const remainder = mixed.subarray(0, 16).reduce((sum, byte) => sum + byte, 0) % 3;
    key = sha(([256, 384, 512] as const)[remainder] ?? 256, mixed);
    last = mixed.at(-1) ?? 0;
  }
  return key.subarray(0, 32);
}

function sha(bits: 256 | 384 | 512, data: Buffer): Buffer {
  return createHash(`sha${bits}`).update(data).digest();
}

/** The format prescribes MD5 and RC4. They guard nothing here: what they are asked is whether a password is empty. */
function md5(data: Buffer): Buffer {
  return createHash('md5').update(data).digest();
}

/** RC4 is written out here, as the OpenSSL of Node has it no more. */
function rc4(key: Uint8Array, data: Uint8Array): Buffer {
  const state = Uint8Array.from({ length: 256 }, (_, index) => index);
  const at = (index: number) => state[index & 255] ?? 0;
  const swap = (a: number, b: number) => {
    [state[a & 255], state[b & 255]] = [at(b), at(a)];
  };
  for (let i = 0, j = 0; i < 256; i += 1) {
    j += at(i) + (key[i % key.length] ?? 0);
    swap(i, j);
  }
  let j = 0;
  return Buffer.from(
    data.map((byte, index) => {
      const i = index + 1;
      j += at(i);
      swap(i, j);
      return byte ^ at(at(i) + at(j));
    }),
  );
}
