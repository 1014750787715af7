import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { escapeHtml } from '../../../../src/web/page/html.ts';

const rows: readonly (readonly [string | number, string])[] = [
  ['<script>alert("x")</script>', '&lt;script&gt;alert(&#34;x&#34;)&lt;/script&gt;'],
  [`" onmouseover='x`, '&#34; onmouseover=&#39;x'],
  ['Dubois & fils', 'Dubois &amp; fils'],
  ['&amp;', '&amp;amp;'],
  ['Étterbeek 🚲', 'Étterbeek 🚲'],
  ['', ''],
  [0, '0'],
  [-1.5, '-1.5'],
];
for (const [value, expected] of rows) {
  test(`${JSON.stringify(value)} is written ${expected}`, () => assert.equal(escapeHtml(value), expected));
}

const backAgain = (html: string) =>
  html.replace(
    /&(amp|lt|gt|#34|#39);/g,
    (_, name: string) => ({ amp: '&', lt: '<', gt: '>', '#34': '"' })[name] ?? "'",
  );
const dangerous = fc.string({ unit: fc.constantFrom('<', '>', '&', '"', "'", ';', 'a', 'amp;', '#', 'é', '\n') });

test('no text can end an element or a quoted attribute, and a browser reads it back to the letter', () => {
  fc.assert(
    fc.property(fc.oneof(dangerous, fc.string({ unit: 'binary' })), (text) => {
      const html = escapeHtml(text);
      assert.doesNotMatch(html, /[<>"']/);
      assert.equal(backAgain(html), text);
    }),
  );
});
