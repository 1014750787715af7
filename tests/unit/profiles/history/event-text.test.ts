import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { jobTitles } from '../../../../src/domain/job-titles.ts';
import { LANGUAGES } from '../../../../src/domain/language.ts';
import { eventRow, eventText } from '../../../../src/features/profiles/history/event-text.ts';
import type {
  EventContent,
  OrganisationEvent,
  OrganisationEventName,
} from '../../../../src/features/profiles/history/organisation-event.ts';
import { formatLocalDate } from '../../../../src/web/page/format.ts';
import { loadTexts } from '../../../../src/web/page/texts.ts';
import { commune } from '../../../support/commune.ts';

const texts = loadTexts(commune);
const jan = { person: 'Jan Peeters' };
const say = (event: EventContent) =>
  eventText(event, { t: texts.fr, language: 'fr' })
    .replaceAll('\u00a0', ' ')
    .replaceAll(/<\/?bdi\b[^>]*>/g, '');

/** One of each name, with what French says of it. */
const EACH: Record<OrganisationEventName, [EventContent, string]> = {
  'profile-created': [{ ...jan, name: 'profile-created' }, 'Jan Peeters a créé le profil'],
  'access-asked': [{ ...jan, name: 'access-asked' }, 'Jan Peeters a demandé l’accès'],
  'access-withdrawn': [{ ...jan, name: 'access-withdrawn' }, 'Jan Peeters a retiré sa demande d’accès'],
  'access-handed-over': [
    { ...jan, name: 'access-handed-over' },
    'Sans réponse pendant 10 jours, la demande de cette personne (Jan Peeters) a été transmise à la commune',
  ],
  'access-appealed': [
    { ...jan, name: 'access-appealed' },
    'Après un refus, Jan Peeters a demandé à la commune de décider',
  ],
  'access-refused': [{ ...jan, name: 'access-refused' }, 'Accès refusé à Jan Peeters'],
  'access-accepted': [
    { ...jan, name: 'access-accepted', role: 'member' },
    'Accès accordé à Jan Peeters. Rôle : Membre',
  ],
  'role-changed': [{ ...jan, name: 'role-changed', role: 'manager' }, 'Nouveau rôle pour Jan Peeters : Gestionnaire'],
  'job-title-changed': [
    { ...jan, name: 'job-title-changed', jobTitle: 'manager' },
    'Nouvelle fonction pour Jan Peeters : Gérant ou gérante',
  ],
  'membership-end-set': [
    { ...jan, name: 'membership-end-set', endsOn: '2027-03-01' },
    'Dernier jour d’accès pour Jan Peeters : 1er mars 2027',
  ],
  'membership-end-cancelled': [{ ...jan, name: 'membership-end-cancelled' }, 'Accès sans date de fin pour Jan Peeters'],
  'membership-ended': [{ ...jan, name: 'membership-ended' }, 'Accès terminé : Jan Peeters'],
  'accounts-merged': [{ ...jan, name: 'accounts-merged' }, 'Jan Peeters a réuni ses deux comptes'],
  'member-invited': [
    { person: 'j…@exemple.be', name: 'member-invited', role: 'manager' },
    'Invitation envoyée à j…@exemple.be. Rôle : Gestionnaire',
  ],
  'invitation-cancelled': [
    { person: 'j…@exemple.be', name: 'invitation-cancelled' },
    'Invitation annulée pour j…@exemple.be',
  ],
  'invitation-accepted': [
    { ...jan, name: 'invitation-accepted', role: 'member' },
    'Jan Peeters a rejoint le profil par invitation. Rôle : Membre',
  ],
  'organisation-changed': [
    { ...jan, name: 'organisation-changed', parts: ['name', 'legalForm'] },
    'Jan Peeters a changé les données de l’organisation : nom, forme juridique',
  ],
  'state-changed': [{ name: 'state-changed', state: 'verified' }, 'État du profil : Vérifié par la commune'],
};

describe('what happened to a profile', () => {
  it('tells a function from a role, although both lists have a « manager »', () => {
    assert.equal(
      say({ ...jan, name: 'job-title-changed', jobTitle: 'manager' }),
      'Nouvelle fonction pour Jan Peeters : Gérant ou gérante',
    );
    for (const jobTitle of jobTitles) {
      const told = say({ ...jan, name: 'job-title-changed', jobTitle });
      assert.ok(told.endsWith(texts.fr(`profiles:jobTitle.${jobTitle}`).replaceAll('\u00a0', ' ')), told);
    }
  });

  it('is said in words, whatever happened, also what it changed to', () => {
    for (const [name, [event, french]] of Object.entries(EACH)) {
      assert.equal(event.name, name);
      assert.equal(say(event), french);
    }
  });

  for (const language of LANGUAGES) {
    it(`is said in full in ${language}`, () => {
      const t = texts[language];
      const held: Partial<Record<OrganisationEventName, string>> = {
        'access-accepted': t('notifications:role.member'),
        'role-changed': t('notifications:role.manager'),
        'job-title-changed': t('profiles:jobTitle.manager'),
        'membership-end-set': formatLocalDate('2027-03-01', language),
        'organisation-changed': `${t('profiles:event.part.name')}, ${t('profiles:event.part.legalForm')}`,
        'state-changed': t('profiles:state.verified'),
      };
      const told = Object.values(EACH).map(([event]) => {
        const text = eventText(event, { t, language });
        assert.ok(text.includes('person' in event ? event.person : ''), text);
        assert.ok(text.includes(held[event.name] ?? ''), text);
        assert.doesNotMatch(text, /\{\{|undefined|null|\[object/);
        return text;
      });
      assert.equal(new Set(told).size, told.length);
    });
  }

  it('is said without what it changed to where that was not kept yet', () => {
    assert.equal(say({ ...jan, name: 'role-changed', role: null }), 'Nouveau rôle pour Jan Peeters');
    assert.equal(say({ ...jan, name: 'access-accepted', role: null }), 'Accès accordé à Jan Peeters');
    assert.equal(say({ ...jan, name: 'member-invited', role: null }), 'Invitation envoyée à Jan Peeters');
    assert.equal(
      say({ ...jan, name: 'invitation-accepted', role: null }),
      'Jan Peeters a rejoint le profil par invitation',
    );
  });

  it('names who did it to somebody else, and marks what the commune did', () => {
    const event = { ...jan, id: '1', name: 'membership-ended', happenedAt: new Date() } as const;
    const row = (by: OrganisationEvent['by']) => {
      const { by: who, commune } = eventRow({ ...event, by }, { t: texts.nl, language: 'nl' });
      return [who, commune];
    };
    assert.deepEqual(row({ kind: 'person', name: 'Paula Dubois' }), [
      'door <bdi translate="no">Paula Dubois</bdi>',
      null,
    ]);
    assert.deepEqual(row({ kind: 'commune' }), [null, { text: 'de gemeente', colour: 'blue' }]);
    for (const kind of ['oneself', 'portal', 'unrecorded'] as const) assert.deepEqual(row({ kind }), [null, null]);
  });
});
