import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { documentName } from '../../../../src/platform/documents/document-name.ts';

const same = [
  'copie (1).pdf',
  'a & b.pdf',
  '50 % #1 + annexe.pdf',
  'Déclaration d’été.PDF',
  '👩‍👩‍👧.pdf',
  'v1.2.pdf',
  'ça "va".pdf',
];
for (const name of same) {
  test(`${name} stays as it was typed`, () => assert.equal(documentName(name, 'pdf'), name));
}

test('both Unicode forms of a name are one', () => {
  assert.equal(documentName('e\u0301te\u0301.pdf', 'pdf'), '\u00e9t\u00e9.pdf');
});

test('an extension that says something else is replaced, another is part of the name', () => {
  assert.equal(documentName('photo.pdf', 'jpg'), 'photo.jpg');
  assert.equal(documentName('photo.jpeg', 'jpg'), 'photo.jpeg');
  assert.equal(documentName('scan.jpg.exe', 'pdf'), 'scan.jpg.pdf');
  assert.equal(documentName('plan v1.2', 'pdf'), 'plan v1.2.pdf');
  assert.equal(documentName('image', 'heic'), 'image.heic');
});

test('marks that turn the direction of writing and control characters are taken out', () => {
  assert.equal(documentName('facture\u202Efdp.exe', 'pdf'), 'facturefdp.pdf');
  assert.equal(documentName('a\r\nX: y\0\u2028\u200f.pdf', 'pdf'), 'aX: y.pdf');
});

test('a name of nothing is a document', () => {
  for (const name of ['', '   ', '.pdf', '\u202E', '\ud800'.slice(1)])
    assert.equal(documentName(name, 'pdf'), 'document.pdf');
});

test('a name of 200 characters stays, a longer one is cut between letters before its extension', () => {
  const longest = `${'é'.repeat(196)}.pdf`;
  assert.equal(documentName(longest, 'pdf'), longest);
  assert.equal(documentName(`${'é'.repeat(250)}.pdf`, 'pdf'), longest);
  assert.equal(documentName(`${'a'.repeat(195)}👩‍👩‍👧.pdf`, 'pdf'), `${'a'.repeat(195)}.pdf`);
});

test('whatever is typed becomes a name that the table takes', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (typed) => {
      const name = documentName(typed, 'docx');
      assert.ok(
        [...name].length <= 200 && name.isWellFormed() && name.endsWith('.docx') && name === name.normalize('NFC'),
      );
      assert.doesNotMatch(name, /[\p{Cc}\u202A-\u202E\u2066-\u2069]/u);
    }),
  );
});
