import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto';
import type { z } from 'zod';
import type { Clock } from './clock.ts';

type Sealed = { content: unknown; expiresAt: number | null };
/**
 * The purposes of sealing. Each is declared in the file that seals for it; a text sealed for one purpose cannot be
 * opened for another.
 */
// biome-ignore lint/suspicious/noEmptyInterface: others extend it, as Express' own types are extended
export interface SealPurposes {}
export type SealPurpose = keyof SealPurposes & string;
export type Sealing = {
  /**
   * Returns opaque base64url text that only this portal can make and read. It expires after `lifeSeconds`, or never
   * when that is null.
   */
  seal(purpose: SealPurpose, content: unknown, lifeSeconds: number | null): string;
  /**
   * Returns null for a text that is forged, expired, or sealed for another purpose, and for content of another shape.
   */
  unseal<S extends z.ZodType>(purpose: SealPurpose, shape: S, sealed: string): z.output<S> | null;
  /**
   * Returns true when the first secret cannot open the text: it must be sealed again before the older secrets are
   * removed.
   */
  isOutdated(purpose: SealPurpose, sealed: string): boolean;
  /**
   * Returns a tag of 22 characters that only this portal can make, always the same for the same content. It costs a
   * tenth of a seal.
   */
  tag(purpose: SealPurpose, content: string): string;
  /** Returns the tags that each secret makes of that content, the newest first, to find what an older one has tagged. */
  tags(purpose: SealPurpose, content: string): readonly string[];
  /** Returns true for the tag of that content, whichever secret made it. */
  isTag(purpose: SealPurpose, content: string, tag: string): boolean;
};

/**
 * Seals with AES-256-GCM, with one key per purpose derived by HKDF-SHA-256 (RFC 5869). The first secret seals; each of
 * them can open.
 */
export function createSealing(secrets: readonly string[], clock: Clock): Sealing {
  const keys = new Map<string, Buffer>();
  const keyOf = (secret: string, purpose: SealPurpose): Buffer => {
    const name = `${purpose} ${secret}`;
    const key = keys.get(name) ?? Buffer.from(hkdfSync('sha256', secret, 'espace-personnel', purpose, 32));
    keys.set(name, key);
    return key;
  };
  return {
    seal(purpose, content, lifeSeconds) {
      const expiresAt = lifeSeconds === null ? null : clock.now().getTime() + lifeSeconds * 1_000;
      const sealed: Sealed = { content, expiresAt };
      return encrypt(keyOf(secrets[0] ?? '', purpose), JSON.stringify(sealed));
    },
    unseal(purpose, shape, sealed) {
      for (const secret of secrets) {
        const plain = decrypt(keyOf(secret, purpose), sealed);
        if (plain === null) continue;
        const { content, expiresAt } = JSON.parse(plain) as Sealed;
        if (expiresAt !== null && expiresAt <= clock.now().getTime()) return null;
        const parsed = shape.safeParse(content);
        return parsed.success ? parsed.data : null;
      }
      return null;
    },
    isOutdated: (purpose, sealed) => decrypt(keyOf(secrets[0] ?? '', purpose), sealed) === null,
    tag: (purpose, content) => tagWith(keyOf(secrets[0] ?? '', purpose), content).toString('base64url'),
    tags: (purpose, content) => secrets.map((secret) => tagWith(keyOf(secret, purpose), content).toString('base64url')),
    isTag(purpose, content, tag) {
      const bytes = Buffer.from(tag, 'base64url');
      if (bytes.length !== TAG_BYTES) return false;
      return secrets.some((secret) => timingSafeEqual(bytes, tagWith(keyOf(secret, purpose), content)));
    },
  };
}

/** Returns a link token of 256 random bits, with the digest that is stored in its place. */
export function newLinkToken(): { token: string; digest: Buffer } {
  const token = randomBytes(32).toString('base64url');
  return { token, digest: digestOf(token) };
}
export const digestOf = (text: string): Buffer => createHash('sha256').update(text).digest();

const TAG_BYTES = 16;
/** Computes HMAC-SHA-256 cut to 128 bits, which RFC 2104 § 5 allows. */
function tagWith(key: Buffer, content: string): Buffer {
  return createHmac('sha256', key).update(content, 'utf8').digest().subarray(0, TAG_BYTES);
}

function encrypt(key: Buffer, plain: string): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64url');
}

function decrypt(key: Buffer, sealed: string): string | null {
  const bytes = Buffer.from(sealed, 'base64url');
  if (bytes.length < 29) return null;
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12), { authTagLength: 16 });
  decipher.setAuthTag(bytes.subarray(12, 28));
  try {
    return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8');
  } catch {
    // The tag of GCM does not match: the text is forged, cut, or sealed with another key. That is an answer, not an
    // exception to report.
    return null;
  }
}
