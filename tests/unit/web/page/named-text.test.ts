import assert from 'node:assert/strict';
import { test } from 'node:test';
import { namedText } from '../../../../src/web/page/named-text.ts';
import { loadTexts } from '../../../../src/web/page/texts.ts';
import { commune } from '../../../support/commune.ts';

const { fr } = loadTexts(commune);

test('a name inside a sentence is isolated and kept from translation, the words around it are not', () => {
  assert.equal(
    namedText(fr, 'profiles:event.access-accepted', { person: 'Émilie Boulanger', detail: 'Membre' }),
    'Accès accordé à <bdi translate="no">Émilie Boulanger</bdi>. Rôle\u00a0: Membre',
  );
});

test('markup in a name stays text', () => {
  assert.equal(
    namedText(fr, 'profiles:event.access-refused', { person: '<b>Jan</b> & "fils"' }),
    'Accès refusé à <bdi translate="no">&lt;b&gt;Jan&lt;/b&gt; &amp; &#34;fils&#34;</bdi>',
  );
});

test('a name cannot close its own isolation, whatever characters it holds', () => {
  assert.equal(
    namedText(fr, 'profiles:event.access-refused', { person: 'Jan\uE001\uE000 Peeters' }),
    'Accès refusé à <bdi translate="no">Jan Peeters</bdi>',
  );
  assert.ok(!namedText(fr, 'profiles:event.access-accepted', { person: 'Jan', detail: '\uE000' }).includes('\uE000'));
});
