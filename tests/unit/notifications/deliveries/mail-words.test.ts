import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { LANGUAGES } from '../../../../src/domain/language.ts';
import type { MailDelivery } from '../../../../src/features/notifications/deliveries/mail-deliveries.repository.ts';
import { mailInWords, mailKindInWords } from '../../../../src/features/notifications/deliveries/mail-words.ts';
import { MAILS } from '../../../../src/quotas.ts';
import { loadTexts } from '../../../../src/web/page/texts.ts';
import { commune } from '../../../support/commune.ts';

const texts = loadTexts(commune);
const MAIL: MailDelivery = {
  id: '00000000-0000-4000-8000-000000000001',
  kind: 'confirm-email',
  email: 'lucie@exemple.be',
  submissionId: null,
  askedAt: new Date('2026-03-03T09:05:00Z'),
  state: 'handed-over',
  reason: null,
  answer: null,
  tries: 1,
  lastTriedAt: new Date('2026-03-03T09:05:01Z'),
};
const inFrench = (changes: Partial<MailDelivery>) =>
  mailInWords({ ...MAIL, ...changes }, { t: texts.fr, language: 'fr' });

describe('a mail in words', () => {
  for (const language of LANGUAGES) {
    it(`has a name for every kind that the portal sends, in ${language}`, () => {
      const t = texts[language];
      const other = mailKindInWords('of-another-release', t);
      for (const kind of Object.keys(MAILS)) assert.notEqual(mailKindInWords(kind, t), other, kind);
    });
  }

  it('says when it was asked for, in the time of Brussels', () => {
    assert.match(inFrench({}).askedAt, /3 mars 2026 à 10:05/);
  });

  it('says what became of it, and why', () => {
    const outcomes: readonly (readonly [Partial<MailDelivery>, RegExp])[] = [
      [{}, /^Remis au serveur de messagerie$/],
      [{ state: 'waiting' }, /^En cours d’envoi$/],
      [{ state: 'waiting', reason: 'server-away' }, /ne répond pas\. Nous réessayons\.$/],
      [{ state: 'refused', reason: 'mailbox-full' }, /^Refusé : boîte pleine$/],
      [{ state: 'refused', reason: 'address-unknown' }, /^Refusé : adresse inconnue$/],
      [{ state: 'given-up', reason: 'recipient-server-away' }, /essais : serveur du destinataire injoignable$/],
      [{ state: 'given-up' }, /raison inconnue$/],
      [{ state: 'dropped', reason: 'bound-reached' }, /^Non envoyé : déjà trop d’e-mails/],
    ];
    for (const [changes, said] of outcomes) {
      assert.match(inFrench(changes).outcome.replaceAll(/[\u00a0\u202f]/g, ' '), said);
    }
  });
});
