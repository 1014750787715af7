import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { eventRow, eventText } from '../../../../src/features/profiles/history/event-text.ts';
import { loadTexts } from '../../../../src/web/page/texts.ts';

const { fr, nl } = loadTexts();
const jan = { person: 'Jan Peeters' };
const say = (event: Parameters<typeof eventText>[0]) =>
  eventText(event, { t: fr, language: 'fr' }).replaceAll('\u00a0', ' ');

describe('what happened to a profile', () => {
  it('is said in words, also what it changed to', () => {
    assert.equal(
      say({ ...jan, name: 'role-changed', detail: 'manager' }),
      'Nouveau rôle de Jan Peeters : Gestionnaire',
    );
    assert.equal(
      say({ ...jan, name: 'membership-end-set', detail: '2027-03-01' }),
      'Dernier jour d’accès de Jan Peeters : 1 mars 2027',
    );
    assert.equal(
      say({ ...jan, name: 'job-title-changed', detail: 'secretary' }),
      'Nouvelle fonction de Jan Peeters : Secrétaire',
    );
    assert.equal(
      say({ person: '', name: 'state-changed', detail: 'verified' }),
      'État du profil : Vérifié par la commune',
    );
  });

  it('is said without what it changed to where that was not kept yet', () => {
    assert.equal(say({ ...jan, name: 'role-changed', detail: null }), 'Le rôle de Jan Peeters a changé');
    assert.equal(say({ ...jan, name: 'access-accepted', detail: null }), 'L’accès de Jan Peeters a été accordé');
  });

  it('names who did it to somebody else, and marks what the commune did', () => {
    const event = { ...jan, id: '1', name: 'membership-ended', detail: '', happenedAt: new Date() } as const;
    const row = (by: { actor: string | null; byCommune: boolean }) => {
      const { by: who, commune } = eventRow({ ...event, ...by }, { t: nl, language: 'nl' });
      return [who, commune];
    };
    assert.deepEqual(row({ actor: 'Paula Dubois', byCommune: false }), ['door Paula Dubois', null]);
    assert.deepEqual(row({ actor: null, byCommune: false }), [null, null]);
    assert.deepEqual(row({ actor: null, byCommune: true }), [null, 'de gemeente']);
  });
});
