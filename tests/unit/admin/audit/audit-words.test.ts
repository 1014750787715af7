import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { auditDetails } from '../../../../src/features/admin/audit/audit-words.ts';
import { isTextKey, loadTexts } from '../../../../src/web/page/texts.ts';
import { commune } from '../../../support/commune.ts';
import { assertNone, readText } from '../../../support/source/source-files.ts';

const { fr: t } = loadTexts(commune);
const names = { department: (code: string) => (code === 'parking' ? 'Stationnement' : code) };
const said = (details: Parameters<typeof auditDetails>[0]['details']) =>
  auditDetails({ details }, { t, names }).map(({ label, value }) => `${label} = ${value}`);

describe('the details of an event', () => {
  it('name departments, settings, roles and states in words, and keep what has none', () => {
    assert.deepEqual(said({ departments: ['parking', 'gone'] }), ['Services = Stationnement, gone']);
    assert.deepEqual(said({ department: 'parking' }), ['Service = Stationnement']);
    assert.deepEqual(said({ after: 'parking, administrator, Lucie' }), [
      'Après = Stationnement, Administration, Lucie',
    ]);
    assert.deepEqual(said({ changed: ['account', 'colours', 'x'] }), ['Ce qui change = Compte bancaire, Couleurs, x']);
    assert.deepEqual(said({ from: 'claimed', state: 'verified' }), [
      'De = Déclaré, pas encore vérifié par la commune',
      'Vers = Vérifié par la commune',
    ]);
    assert.deepEqual(said({ fate: 'destroy', reason: 'parking' }), ['Motif = parking', 'Sort = À détruire']);
  });

  it('say what was decided, and what was wrong', () => {
    assert.deepEqual(said({ decision: 'manager' }), ['Décision = Gestionnaire']);
    assert.deepEqual(said({ decision: 'refused' }), ['Décision = Refusé']);
    assert.deepEqual(said({ judgement: 'confirmed' }), ['Avis = Confirmé']);
    assert.deepEqual(said({ judgement: 'refused' }), ['Avis = Refusé']);
    assert.deepEqual(said({ answer: 'not-taken' }), ['Réponse = Pas pris par les archives']);
    assert.deepEqual(said({ wrong: 'delayed or used' }), [
      'Ce qui était faux = Un essai trop tôt, ou un code déjà utilisé',
    ]);
  });

  it('each have a label', () => {
    const [, declared = ''] =
      /type Details = \{\n([\s\S]*?)\n\};/.exec(readText('src/features/audit/audit-event.ts')) ?? [];
    const written = [...declared.replaceAll(/\/\*[\s\S]*?\*\/|'[^']*'|^ {2}\w+:/gm, '').matchAll(/\b(\w+):/g)];
    const all = [...new Set(written.map(([, name = '']) => name))];
    assert.ok(all.length > 30, 'the details are read out of the type');
    assertNone(
      all.filter((name) => !isTextKey(`audit:detail.${name}`)),
      'write « audit:detail.… » for it',
    );
  });
});
