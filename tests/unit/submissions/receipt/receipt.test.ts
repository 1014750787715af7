import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readConfig } from '../../../../src/config.ts';
import { CurrentCommune } from '../../../../src/domain/current-commune.ts';
import type { LocalizedText } from '../../../../src/domain/localized-text.ts';
import { EnterpriseNumber } from '../../../../src/domain/numbers/enterprise-number.ts';
import type { Answers } from '../../../../src/features/procedures/definition/answers.ts';
import type { Contact } from '../../../../src/features/procedures/definition/closure.ts';
import { isHandled } from '../../../../src/features/procedures/definition/definition.ts';
import { loadDefinitions } from '../../../../src/features/procedures/definitions.ts';
import { walk } from '../../../../src/features/procedures/journey.ts';
import { receiptOf } from '../../../../src/features/submissions/receipt/receipt.ts';
import type { Submission } from '../../../../src/features/submissions/submission.ts';
import type { PdfDocument } from '../../../../src/platform/pdf/pdf-document.ts';
import { loadTexts } from '../../../../src/web/page/texts.ts';

const config = readConfig({ COMMUNE_IBAN: 'BE06 0961 2578 0022' });
const settings = { commune: new CurrentCommune(config.commune), publicOrigin: config.publicOrigin };
const texts = loadTexts(settings.commune);
const DOCUMENT = {
  id: '5e2f4c1a-0000-4000-8000-000000000001',
  name: 'plan (1).pdf',
  bytes: 2_049,
  sha256: 'ab'.repeat(32),
};

function receipt(
  given: Partial<Submission> = {},
  {
    answers = {} as Answers,
    documents = [DOCUMENT],
    name = null as LocalizedText | null,
    claimCode = null as string | null,
    contact = null as Contact | null,
  } = {},
): PdfDocument {
  const found = loadDefinitions().find(({ slug }) => slug === (given.slug ?? 'event-permit'));
  assert.ok(found !== undefined && isHandled(found));
  const definition = name === null ? found : { ...found, name };
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
    declared: definition.declarations.slice(0, 1).map(({ id }) => id),
    status: 'submitted',
    language: 'fr',
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
    revision: 1,
    pausedOn: null,
    closedAt: null,
    ...given,
  };
  const { language } = submission;
  const filed = { submission, definition, steps: walk(definition, answers), documents, events: [], claimCode, contact };
  return receiptOf(filed, settings, { t: texts[language], language });
}

/** The receipt as lines: « label: answer / answer » for a row, the text for all the rest. */
function linesOf({ blocks }: PdfDocument): string[] {
  return blocks.flatMap((block) => {
    if (block.kind === 'rows')
      return block.rows.map(({ label, lines }) => `${label.text}: ${lines.map(({ text }) => text).join(' / ')}`);
    if (block.kind === 'list') return block.items.map(({ text }) => text);
    return block.kind === 'picture' ? [block.alt] : [block.text.text];
  });
}
const has = (document: PdfDocument, line: string) =>
  assert.ok(linesOf(document).includes(line), linesOf(document).join('\n'));

describe('the receipt of a submission', () => {
  it('says reference, démarche, when in Brussels, and by whom', () => {
    const document = receipt();
    assert.equal(document.title, 'Accusé de réception 26-0000123-35');
    has(document, 'Référence: 26-0000123-35');
    has(document, 'Introduite le: 26 novembre 2026 à 14:05');
    has(document, 'Introduite par: Lucie Dubois / lucie@demo.example');
    assert.ok(!linesOf(document).some((line) => line.startsWith('Au nom de')));
    const left = 'Accusé de réception 26-0000123-35';
    assert.deepEqual(document.footer, { left, right: 'page {page} / {pages}' });
  });

  it('names the organisation with its number, in the language of the submission', () => {
    const enterpriseNumber = EnterpriseNumber.parse('1999000150');
    const document = receipt({ language: 'nl', organisationName: 'Brasserie Dubois', enterpriseNumber });
    has(document, 'Namens: Brasserie Dubois / Ondernemingsnummer: 1999.000.150');
    has(document, 'Ingediend op: 26 november 2026 om 14:05');
    assert.equal(document.heading, 'Ontvangstbewijs');
    assert.equal(document.author, 'Gemeente Schaarbeek');
  });

  it('says that nobody is named where somebody without an account gave no name', () => {
    has(receipt({ firstName: null, lastName: null, email: null }), 'Introduite par: Une personne sans compte');
  });

  it('ties each answer to its question, and says what was not answered', () => {
    const lines = linesOf(receipt({ slug: 'e-bike-grant' }, { answers: { frameNumber: 'WBK-7' } }));
    assert.ok(lines.includes('Numéro de cadre: WBK-7'), lines.join('\n'));
    assert.ok(lines.includes('Marque et modèle: Sans réponse'), lines.join('\n'));
  });

  it('names the documents in the answer that they were given for, and each with size and SHA-256', () => {
    const document = receipt({ slug: 'e-bike-grant' }, { answers: { invoice: [DOCUMENT.id] } });
    has(document, 'Facture d’achat: plan (1).pdf');
    has(document, 'Fiche technique: Sans réponse');
    has(document, `plan (1).pdf: 3 Ko / SHA-256\u00a0: ${'ab'.repeat(32)}`);
    has(receipt({}, { documents: [] }), 'Aucun document n’est joint.');
  });

  it('repeats the declarations that were ticked, and no others', () => {
    const [first, second] = ['Le vélo est neuf et pour mon propre usage.', 'Je ne revends pas le vélo'];
    const lines = linesOf(receipt({ slug: 'e-bike-grant' }));
    assert.ok(lines.includes(first));
    assert.ok(!lines.some((line) => line.startsWith(second)));
  });

  it('says whom to ask, by when an answer comes, and where the request is found again', () => {
    const lines = linesOf(receipt({ dueOn: '2027-01-15' })).join('\n');
    assert.match(lines, /Réponse attendue au plus tard le 15 janvier 2027/);
    assert.match(lines, /02\/244 75 11 \/ info@1030\.be/);
    assert.match(lines, /\/fr\/submissions\/26-0000123-35/);
    assert.match(lines, /détruites|archives/);
  });

  it('says the department’s own telephone, mail and post where the démarche has them', () => {
    const post = { fr: 'Service Festivités, rue Vifquin 2', nl: 'Dienst Festiviteiten, Vifquinstraat 2' };
    const contact = { phone: '02 244 71 33', email: 'fetes@1030.be', post };
    const lines = linesOf(receipt({}, { contact })).join('\n');
    assert.match(lines, /02 244 71 33 \/ fetes@1030\.be \/ Service Festivités, rue Vifquin 2/);
    assert.doesNotMatch(lines, /info@1030\.be/);
  });

  it('gives who has no account the code by which an account finds the request, and not the address of its page', () => {
    const lines = linesOf(receipt({}, { claimCode: '0123456789ABCDEF' })).join('\n');
    assert.match(lines, /Code pour Mon espace : 0123-4567-89AB-CDEF/);
    assert.match(lines, /\/fr\/my-space\/claim/);
    assert.doesNotMatch(lines, /\/fr\/submissions\//);
  });
});

describe('a text that exists in French only', () => {
  const linesFor = (document: PdfDocument, label: string) =>
    document.blocks
      .flatMap((block) => (block.kind === 'rows' ? block.rows : []))
      .find((row) => row.label.text === label)?.lines;

  it('says so on a receipt in another language', () => {
    const name = { fr: 'Fête de quartier', nl: 'Buurtfeest' };
    assert.deepEqual(linesFor(receipt({ language: 'de' }, { name }), 'Behördengang'), [{ text: name.fr, lang: 'fr' }]);
    assert.deepEqual(linesFor(receipt({ language: 'nl' }, { name }), 'Aanvraag'), [{ text: name.nl, lang: null }]);
  });
});

describe('the fee on the receipt', () => {
  const due = { status: 'awaiting-payment', feeCents: 12_550, structuredCommunication: '026000012365' } as const;

  it('is paid with amount, beneficiary, account, communication and a QR code while it waits', () => {
    const document = receipt(due);
    for (const line of [
      'Montant: 125,50 €',
      'Bénéficiaire: Commune de Schaerbeek',
      'Compte (IBAN): BE06 0961 2578 0022',
    ]) {
      has(document, line.replace('50 €', '50\u00a0€'));
    }
    has(document, 'Communication structurée: +++026/0000/12365+++');
    assert.ok(document.blocks.some(({ kind }) => kind === 'picture'));
  });

  it('is an amount alone once it is paid, free, or told later', () => {
    for (const [given, line] of [
      [{ ...due, status: 'in-progress' }, '125,50\u00a0€'],
      [{ feeCents: 0 }, 'Gratuit'],
      [{ feeCents: null }, 'Le service vous dira le montant.'],
    ] as const) {
      const document = receipt(given);
      has(document, line);
      assert.ok(!document.blocks.some(({ kind }) => kind === 'picture'));
    }
  });
});
