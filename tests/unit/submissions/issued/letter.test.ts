import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readConfig } from '../../../../src/config.ts';
import { CurrentCommune } from '../../../../src/domain/current-commune.ts';
import { isHandled } from '../../../../src/features/procedures/definition/definition.ts';
import { loadDefinitions } from '../../../../src/features/procedures/definitions.ts';
import { walk } from '../../../../src/features/procedures/journey.ts';
import { letterOf } from '../../../../src/features/submissions/issued/letter.ts';
import type { Submission } from '../../../../src/features/submissions/submission.ts';
import type { PdfDocument } from '../../../../src/platform/pdf/pdf-document.ts';
import { qrCodeOf } from '../../../../src/platform/qr-code.ts';
import { loadTexts } from '../../../../src/web/page/texts.ts';

const config = readConfig({ PUBLIC_ORIGIN: 'http://localhost:8080' });
const settings = { commune: new CurrentCommune(config.commune), publicOrigin: config.publicOrigin };
const texts = loadTexts(settings.commune);

function letter(language: 'fr' | 'nl'): PdfDocument {
  const definition = loadDefinitions().find(({ slug }) => slug === 'event-permit');
  assert.ok(definition !== undefined && isHandled(definition));
  const answers = { eventName: 'Fête des voisins' };
  const submission: Submission = {
    id: '5e2f4c1a-0000-4000-8000-000000000000',
    reference: '26000012335',
    citizenId: null,
    enterpriseNumber: null,
    slug: 'event-permit',
    version: 1,
    firstName: 'Lucie',
    lastName: 'Dubois',
    email: 'lucie@demo.example',
    organisationName: null,
    answers,
    declared: [],
    status: 'accepted',
    language,
    feeCents: 0,
    structuredCommunication: null,
    filedAt: new Date('2026-11-26T13:05:00Z'),
    changedAt: new Date('2026-11-26T13:05:00Z'),
    dueOn: null,
    identifiedLevel: null,
    identifiedMeans: null,
    identifiedAt: null,
    department: definition.department,
    assigneeId: null,
    channel: 'online',
    revision: 3,
    pausedOn: null,
    closedAt: null,
  };
  const filed = { submission, definition, steps: walk(definition, answers), documents: [] };
  const issuedAt = new Date('2026-11-27T09:00:00Z');
  return letterOf({ filed, code: '0123456789ABCDEF', issuedAt }, settings, { t: texts[language], language });
}

const wordsOf = (document: PdfDocument) => JSON.stringify(document).replaceAll(/[\u00a0\u202f]/g, ' ');

describe('the letter of the portal', () => {
  it('says what was accepted, for whom, when, and what was answered, in the language of the request', () => {
    const words = wordsOf(letter('fr'));
    assert.match(words, /La commune atteste qu’elle a accepté la demande ci-dessous\. Fait le 27 novembre 2026/);
    for (const part of ['26-0000123-35', 'Lucie Dubois', 'Fête des voisins', '26 novembre 2026']) {
      assert.ok(words.includes(part), part);
    }
    assert.equal(letter('nl').heading, 'Attest');
    assert.match(wordsOf(letter('nl')), /De gemeente bevestigt.*27 november 2026/);
  });

  it('has its code on each page, and in a QR code the address that verifies it', () => {
    const made = letter('nl');
    const address = 'http://localhost:8080/nl/verification/0123-4567-89AB-CDEF';
    assert.match(made.footer.left, /Code 0123-4567-89AB-CDEF/);
    assert.ok(wordsOf(made).includes(address));
    const picture = made.blocks.find(({ kind }) => kind === 'picture');
    assert.ok(picture?.kind === 'picture');
    assert.equal(picture.path, qrCodeOf(address).path);
  });

  it('without its code and its day is the same each time', () => {
    assert.deepEqual(letter('fr'), letter('fr'));
  });
});
