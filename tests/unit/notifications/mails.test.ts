import assert from 'node:assert/strict';
import path from 'node:path';
import { describe, it } from 'node:test';
import { LANGUAGES } from '../../../src/domain/language.ts';
import {
  composeMail,
  DRAFT_REMINDERS,
  IDLE_WARNINGS,
  type MailMessage,
  PROFILE_NOTICES,
} from '../../../src/features/notifications/mails.ts';
import { loadTemplates } from '../../../src/web/page/templates.ts';
import { loadTexts } from '../../../src/web/page/texts.ts';
import { commune } from '../../support/commune.ts';

const app = {
  commune,
  texts: loadTexts(commune),
  templates: loadTemplates(path.resolve(import.meta.dirname, '../../../views')),
};
const url = 'https://ep.example/fr/x/token';
const MESSAGES: MailMessage[] = [
  { kind: 'confirm-email', url, hours: 24 },
  { kind: 'change-email', url, hours: 24 },
  { kind: 'reset-password', url, minutes: 30 },
  { kind: 'address-in-use', url },
  { kind: 'password-changed' },
  { kind: 'email-change-asked' },
  { kind: 'email-changed' },
  { kind: 'sign-in-after-failures' },
  { kind: 'account-closed' },
  { kind: 'identity-tied' },
  { kind: 'invitation', url, number: '1999.000.150' },
  ...DRAFT_REMINDERS.map((kind) => ({ kind, url, procedure: 'Fête de rue', until: '31.12.2026' })),
  ...IDLE_WARNINGS.map((kind) => ({ kind, url, until: '31.12.2026' })),
  { kind: 'idle-account-asked-to-hand-over', url, number: '1999.000.150' },
  { kind: 'idle-account-closed' },
  ...PROFILE_NOTICES.map((kind) => ({ kind, url, number: '1999.000.150', role: 'manager' as const })),
];

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
