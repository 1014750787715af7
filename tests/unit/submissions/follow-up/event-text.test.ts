import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { LANGUAGES } from '../../../../src/domain/language.ts';
import { staffEventLines } from '../../../../src/features/admin/submissions/staff-event-text.ts';
import { eventLines } from '../../../../src/features/submissions/follow-up/event-text.ts';
import type { EventActor } from '../../../../src/features/submissions/handling/submission-actor.ts';
import type {
  SubmissionEvent,
  SubmissionEventContent,
  SubmissionEventName,
} from '../../../../src/features/submissions/handling/submission-event.ts';
import type { Submission } from '../../../../src/features/submissions/submission.ts';
import { loadTexts } from '../../../../src/web/page/texts.ts';
import { commune } from '../../../support/commune.ts';

const texts = loadTexts(commune);
const ID = '00000000-0000-4000-8000-000000000001';
const OTHER = '00000000-0000-4000-8000-000000000002';
const lucie: EventActor = { kind: 'citizen', id: ID, name: { firstName: 'Lucie', lastName: 'Lambert' } };
const nadia: EventActor = { kind: 'staff', id: OTHER, name: { firstName: 'Nadia', lastName: 'Benali' } };
const guest: EventActor = { kind: 'guest' };
const portal: EventActor = { kind: 'portal' };
const asked = { fields: ['plan'], text: 'Le plan' };
const answered = { fields: ['plan'], before: {} };
const document = { documentId: ID, name: 'permis.pdf' };

type Told = { content: SubmissionEventContent; by: EventActor };
type Case = Told & { says: string; words?: string; toCitizen?: false };
/** One of each name, with what French says of it to the staff, and to the citizen but where `toCitizen` is false. */
const EACH: { [Name in SubmissionEventName]: Case & { content: { name: Name } } } = {
  filed: { content: { name: 'filed', detail: {} }, by: lucie, says: 'Introduite par Lucie Lambert' },
  opened: { content: { name: 'opened', detail: {} }, by: nadia, says: 'Ouverte par le service Stationnement' },
  taken: { content: { name: 'taken', detail: {} }, by: nadia, says: 'Prise en charge par le service Stationnement' },
  assigned: {
    content: { name: 'assigned', detail: { assigneeId: ID, assignee: 'Tom Peeters' } },
    by: nadia,
    says: 'Confiée à Tom Peeters',
    toCitizen: false,
  },
  'given-back': {
    content: { name: 'given-back', detail: {} },
    by: nadia,
    says: 'Remise dans la liste du service',
    toCitizen: false,
  },
  'completion-requested': {
    content: { name: 'completion-requested', detail: asked },
    by: nadia,
    says: 'Le service Stationnement demande un complément',
    words: 'Le plan',
  },
  'file-complete': {
    content: { name: 'file-complete', detail: {} },
    by: nadia,
    says: 'Dossier complet, dit le service Stationnement : le délai commence',
  },
  completed: { content: { name: 'completed', detail: answered }, by: lucie, says: 'Complétée par Lucie Lambert' },
  corrected: {
    content: { name: 'corrected', detail: { ...answered, fee: { before: 1000, after: 1250 } } },
    by: lucie,
    says: 'Corrigée par Lucie Lambert. Le montant passe de 10 € à 12,50 €',
  },
  'correction-requested': {
    content: { name: 'correction-requested', detail: asked },
    by: lucie,
    says: 'Correction demandée par Lucie Lambert',
    words: 'Le plan',
  },
  accepted: {
    content: { name: 'accepted', detail: { reason: 'Bravo' } },
    by: nadia,
    says: 'Acceptée par le service Stationnement',
    words: 'Bravo',
  },
  refused: {
    content: { name: 'refused', detail: { reason: 'Trop tard' } },
    by: nadia,
    says: 'Refusée par le service Stationnement',
    words: 'Trop tard',
  },
  'document-issued': {
    content: { name: 'document-issued', detail: document },
    by: nadia,
    says: 'Document délivré par le service Stationnement : permis.pdf',
  },
  'document-infected': {
    content: { name: 'document-infected', detail: { ...document, virus: 'Eicar' } },
    by: portal,
    says: 'Un virus (Eicar) a été trouvé dans « permis.pdf » : personne ne peut ouvrir ce fichier',
  },
  'message-sent': {
    content: { name: 'message-sent', detail: { messageId: ID } },
    by: nadia,
    says: 'Message du service Stationnement',
  },
  claimed: { content: { name: 'claimed', detail: {} }, by: lucie, says: 'Ajoutée à son compte par Lucie Lambert' },
  withdrawn: {
    content: { name: 'withdrawn', detail: { reason: 'Pluie' } },
    by: lucie,
    says: 'Annulée par Lucie Lambert',
    words: 'Pluie',
  },
  closed: {
    content: { name: 'closed', detail: { reason: 'Sans suite' } },
    by: nadia,
    says: 'Classée par le service Stationnement',
    words: 'Sans suite',
  },
  reopened: {
    content: { name: 'reopened', detail: { reason: 'Erreur' } },
    by: nadia,
    says: 'Rouverte par le service Stationnement',
    words: 'Erreur',
  },
  'payment-received': {
    content: { name: 'payment-received', detail: { receivedOn: '2026-11-20', amountCents: 1250 } },
    by: nadia,
    says: 'Paiement reçu : 12,50 €',
  },
  overdue: {
    content: { name: 'overdue', detail: {} },
    by: portal,
    says: 'Le délai annoncé est dépassé. Le service Stationnement vous doit encore une réponse',
  },
};

type Filed = Pick<Submission, 'citizenId' | 'department' | 'firstName' | 'lastName'>;
const FILED: Filed = { citizenId: ID, department: 'parking', firstName: 'Lucie', lastName: 'Lambert' };
const NAMELESS: Filed = { ...FILED, citizenId: null, firstName: null, lastName: null };
const event = ({ content, by }: Told): SubmissionEvent => ({ id: '1', happenedAt: new Date(0), content, by });
const of = (filed: Filed, language: 'fr' | 'nl' | 'en' | 'de' = 'fr') => ({
  submission: filed,
  reader: { t: texts[language], language },
});
const plain = (said: string | undefined) => said?.replaceAll(/[\u00a0\u202f]/g, ' ');

describe('each event', () => {
  for (const { content, by, says, words = null, toCitizen } of Object.values(EACH)) {
    it(`« ${content.name} » says « ${says} »`, () => {
      const [staffs] = staffEventLines([event({ content, by })], of(FILED));
      assert.deepEqual([plain(staffs?.text), staffs?.words], [says, words]);
      assert.equal(staffs?.by, by === nadia ? 'Nadia Benali' : null);
      const citizens = eventLines([event({ content, by })], of(FILED));
      assert.deepEqual(
        citizens.map((line) => [plain(line.text), line.words]),
        toCitizen === false ? [] : [[says, words]],
      );
    });
  }

  it('has words of its own in each language', () => {
    for (const language of LANGUAGES) {
      const lines = staffEventLines(Object.values(EACH).map(event), of(FILED, language));
      assert.equal(new Set(lines.map(({ text }) => text)).size, lines.length, language);
      assert.ok(lines.every(({ text }) => text !== ''));
    }
  });
});

describe('who did it', () => {
  const filedBy = (by: EventActor, filed = FILED) => {
    const told = [event({ content: { name: 'filed', detail: {} }, by })];
    return [eventLines(told, of(filed)), staffEventLines(told, of(filed))].map(([line]) => plain(line?.text));
  };

  it('is a guest, who is « you » on their own page, by the name that they gave or by none', () => {
    assert.deepEqual(filedBy(guest, NAMELESS), [
      'Introduite par vous, sans compte',
      'Introduite par une personne sans compte',
    ]);
    assert.deepEqual(filedBy(guest), ['Introduite par Lucie Lambert', 'Introduite par Lucie Lambert']);
  });

  it('is who filed, as named on that day, once their account is closed; and nobody’s name for anybody else', () => {
    const closed = { kind: 'citizen', name: null } as const;
    assert.deepEqual(filedBy({ ...closed, id: ID })[0], 'Introduite par Lucie Lambert');
    assert.deepEqual(filedBy({ ...closed, id: OTHER })[0], 'Introduite par une personne dont le compte est clos');
  });

  it('is the department, for whom it filed', () => {
    assert.equal(filedBy(nadia)[0], 'Introduite pour Lucie Lambert par le service Stationnement');
  });

  it('is who wrote: a message of the citizen has their name', () => {
    const [line] = eventLines(
      [event({ content: { name: 'message-sent', detail: { messageId: ID } }, by: lucie })],
      of(FILED),
    );
    assert.equal(line?.text, 'Message envoyé par Lucie Lambert');
  });
});
