import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { qrCodeOf } from '../../../src/platform/qr-code.ts';

type Square = boolean[][];

/** The modules that the path draws, as a browser would. */
function draw({ size, path }: { size: number; path: string }): Square {
  const square: Square = Array.from({ length: size }, () => Array<boolean>(size).fill(false));
  assert.match(path, /^(?:M\d+ \d+h\d+v1h-\d+z)+$/);
  for (const [, x = '', y = '', width = '', back = ''] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-(\d+)z/g)) {
    assert.equal(width, back);
    square[Number(y)]?.fill(true, Number(x), Number(x) + Number(width));
  }
  return square;
}
const FINDER = ['1111111', '1000001', '1011101', '1011101', '1011101', '1000001', '1111111'];
const corner = (square: Square, x: number, y: number) =>
  square.slice(y, y + 7).map((row) =>
    row
      .slice(x, x + 7)
      .map((dark) => (dark ? '1' : '0'))
      .join(''),
  );

describe('a QR code', () => {
  const code = qrCodeOf('otpauth://totp/Schaerbeek:nadia@exemple.be?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ');
  const square = draw(code);

  it('has its three finder patterns inside a quiet zone of four modules', () => {
    const last = code.size - 4 - 7;
    for (const [x, y] of [
      [4, 4],
      [last, 4],
      [4, last],
    ] as const)
      assert.deepEqual(corner(square, x, y), FINDER);
    assert.notDeepEqual(corner(square, last, last), FINDER);
    const rim = [0, 1, 2, 3, code.size - 4, code.size - 1];
    assert.ok(rim.every((line) => square[line]?.every((dark) => !dark)));
    assert.ok(square.every((row) => rim.every((column) => row[column] === false)));
  });

  it('is a whole version: 17 modules and four per version, less the quiet zone', () => {
    assert.equal((code.size - 8 - 17) % 4, 0);
  });

  it('says something else for another text', () => {
    assert.notEqual(qrCodeOf('otpauth://totp/a').path, qrCodeOf('otpauth://totp/b').path);
  });
});
