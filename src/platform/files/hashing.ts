import { createHash } from 'node:crypto';
import { Transform } from 'node:stream';

/** Passes its input on, and tells its SHA-256 in hexadecimal at the end. */
export function hashing(): { through: Transform; sha256(): string } {
  const hash = createHash('sha256');
  const through = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      done(null, chunk);
    },
  });
  return { through, sha256: () => hash.digest('hex') };
}
