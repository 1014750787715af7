import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { communeValues } from '../../../src/domain/commune.ts';
import { LANGUAGES } from '../../../src/domain/language.ts';
import { composeMail, type MailContents, type MailMessage } from '../../../src/features/notifications/mails.ts';
import { loadTemplates } from '../../../src/web/page/templates.ts';
import { loadTexts } from '../../../src/web/page/texts.ts';
import { commune } from '../../support/commune.ts';

const app = {
  commune,
  texts: loadTexts(commune),
  templates: loadTemplates(path.resolve(import.meta.dirname, '../../../views')),
};
const url = 'https://ep.example/fr/x/token';
const number = '1999.000.150';
const request = { procedure: 'Fête de rue', reference: '26-0000001-23', department: 'Événements' };
const filed = { ...request, filedOn: '1er décembre 2026', expected: 'le 31 décembre 2026' };
const draft = { url, procedure: 'Fête de rue', until: '31.12.2026' };
const agent = 'Nadia Benali';
/** One of each kind that any feature declares. */
const EACH: MailContents = {
  'confirm-email': { url, hours: 24 },
  'change-email': { url, hours: 24 },
  'reset-password': { url, minutes: 30 },
  'address-in-use': { url },
  'password-changed': {},
  'email-change-asked': {},
  'email-changed': {},
  'sign-in-after-failures': {},
  'account-closed': {},
  'identity-tied': {},
  invitation: { url, number },
  'access-asked': { url, number },
  'access-accepted': { url, number },
  'access-refused': { url, number },
  'access-handed-over': { url, number },
  'access-at-commune': { url, number },
  'role-changed': { url, number, role: 'Gestionnaire' },
  'membership-end-set': { url, number },
  'membership-ended': { url, number },
  'organisation-claimed': { url, number },
  'organisation-verified': { url, number },
  'organisation-contested': { url, number },
  'draft-expiring': draft,
  'draft-closing': draft,
  'submission-filed': { url, ...filed },
  'guest-submission-filed': filed,
  'submission-news': { url, ...request, status: 'Refusée.' },
  'guest-submission-news': { ...request, status: 'Refusée.' },
  'guest-submission-claimed': request,
  'document-infected': { url, ...request },
  'guest-document-infected': request,
  'idle-account-warned': { url, until: '31.12.2026' },
  'idle-account-warned-again': { url, until: '31.12.2026' },
  'idle-account-asked-to-hand-over': { url, number },
  'idle-account-closed': {},
  'staff-sign-in-after-failures': { url },
  'staff-password-changed': { url },
  'staff-app-changed': { url },
  'staff-passkey-added': { url },
  'staff-passkey-removed': { url },
  'staff-recovery-codes-made': { url },
  'staff-recovery-code-used': { url },
  'staff-invitation': { url, hours: 24 },
  'staff-account-handled': { change: 'Vos rôles ont changé.' },
  'helpdesk-helped': { url, done: 'Un lien est parti.', because: 'appel', when: '1er décembre 2026' },
  'helpdesk-resets-refused': { agent },
  'commune-account-changed': { url, agent, when: '1er décembre 2026', before: '0022', after: '3344' },
  'merge-link': { url, hours: 24 },
  'merge-news': { url, change: 'Les comptes sont réunis.' },
};
const MESSAGES = Object.entries(EACH).map(([kind, contents]) => ({ kind, ...contents }) as MailMessage);

const catalogueOf = (language: string): Record<string, string> =>
  JSON.parse(
    readFileSync(path.resolve(import.meta.dirname, `../../../src/locales/${language}/notifications.json`), 'utf8'),
  );

/** What a mail repeats of what it is about. */
function saidBy(message: MailMessage): string[] {
  if ('procedure' in message && 'until' in message) return [message.procedure, message.until];
  if ('until' in message) return [message.until];
  return 'number' in message ? [message.number] : [];
}

describe('every mail', () => {
  for (const message of MESSAGES) {
    it(`${message.kind} says the same in text and HTML, in each language, with how to reach the commune`, () => {
      const subjects = LANGUAGES.map((language) => {
        const mail = composeMail(app, { message, to: 'lucie@exemple.be', language });
        assert.match(mail.html, new RegExp(`<html lang="${language}">`));
        for (const part of [mail.text, mail.html]) {
          assert.match(part, /info@1030\.be/);
          assert.equal(part.includes(url), 'url' in message);
          assert.ok(!/{{|undefined/.test(part));
          for (const said of saidBy(message)) assert.ok(part.includes(said), said);
        }
        return mail.subject;
      });
      assert.equal(new Set(subjects).size, LANGUAGES.length);
    });
  }

  for (const [kind, contents] of Object.entries<object>(EACH)) {
    it(`${kind} is given all that its words ask for, and no more, in each language`, () => {
      const always = new Set(Object.keys(communeValues(commune.in('fr'))));
      for (const language of LANGUAGES) {
        const said = ['subject', 'body'].map((part) => catalogueOf(language)[`${kind}.${part}`]).join(' ');
        const asked = [...said.matchAll(/{{(\w+)}}/g)].map(([, name = '']) => name).filter((name) => !always.has(name));
        const given = Object.keys(contents).filter((name) => name !== 'url');
        assert.deepEqual([...new Set(asked)].sort(), given.sort(), language);
      }
    });
  }

  it('is one column of 600 pixels at most, with its button before all that follows the first paragraph', () => {
    const message = { kind: 'confirm-email', url, hours: 24 } as const;
    const { html, text } = composeMail(app, { message, to: 'a@b.be', language: 'fr' });
    assert.match(html, /\.column { max-width: 600px }/);
    for (const part of [html, text]) assert.ok(part.indexOf(url) < part.indexOf('Ce n’était pas vous'));
    assert.ok(text.indexOf('Bonjour') < text.indexOf(url));
  });

  it('says in figures how long its link works', () => {
    const mail = composeMail(app, {
      message: { kind: 'reset-password', url, minutes: 30 },
      to: 'a@b.be',
      language: 'nl',
    });
    assert.match(mail.text, /30/);
  });
});
