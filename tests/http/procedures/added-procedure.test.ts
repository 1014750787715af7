import assert from 'node:assert/strict';
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { loadDefinitions } from '../../../src/features/procedures/definitions.ts';
import { answerStep, beginDraft } from '../../support/drafts/drafts.ts';
import { pdfTextAt } from '../../support/files/pdf-text.ts';
import { text } from '../../support/journeys.ts';
import { startPortal, type TestPortal } from '../../support/portal.ts';
import { signInColleague } from '../../support/staff.ts';
import { attachAll } from '../../support/submissions/documents.ts';
import { confirmedCitizen, fileDraft } from '../../support/submissions/filing.ts';
import { Visitor } from '../../support/visitor.ts';

const ADDED = {
  slug: 'vegetable-garden',
  name: { fr: 'Parcelle de potager collectif', nl: 'Perceel in een gemeenschappelijke moestuin' },
  summary: { fr: 'Demandez une parcelle.', nl: 'Vraag een perceel.' },
  audiences: ['citizen'],
  theme: 'public-space',
  synonyms: { fr: ['tomate'], nl: ['tomaat'] },
  identification: { level: 1 },
  department: 'cleanliness',
  fee: { kind: 'none', source: 'service gratuit', asOf: '2026-11-25' },
  delay: { days: 30, unit: 'calendar', from: 'filing', source: 'délai visé par le service', asOf: '2026-11-25' },
  goodToKnow: { fr: 'Une parcelle par ménage.', nl: 'Eén perceel per gezin.' },
  atHand: [],
  steps: [
    {
      id: 'plot',
      title: { fr: 'La parcelle', nl: 'Het perceel' },
      fields: [
        { type: 'integer', id: 'size', label: { fr: 'Surface en m²', nl: 'Oppervlakte in m²' }, min: 5, max: 50 },
        { type: 'file', id: 'sketch', label: { fr: 'Croquis', nl: 'Schets' } },
      ],
    },
  ],
  declarations: [{ id: 'true', text: { fr: 'Ce que je déclare est exact.', nl: 'Wat ik verklaar is juist.' } }],
  privacy: {
    purpose: { fr: 'Attribuer les parcelles.', nl: 'De percelen toewijzen.' },
    basis: 'public-task',
    retentionYears: 5,
    fate: 'destroy',
  },
};

let portal: TestPortal;
let folder: string;
before(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'definitions-'));
  await cp(new URL('../../../src/features/procedures/definitions/', import.meta.url), folder, { recursive: true });
  await writeFile(path.join(folder, 'vegetable-garden.json'), JSON.stringify(ADDED));
  portal = await startPortal({ definitions: loadDefinitions(pathToFileURL(`${folder}/`)) });
});
after(() => rm(folder, { recursive: true, force: true }));

it('a démarche that somebody adds by one more file is found, filed, received and handled as any other', async () => {
  const { visitor } = await confirmedCitizen(portal);
  assert.match(text((await new Visitor(portal).open('/nl/procedures?q=tomaat')).html), /gemeenschappelijke moestuin/);
  const draft = await beginDraft(visitor, ADDED.slug);
  await answerStep(visitor, `${draft}/plot`, { size: '4' });
  assert.equal(visitor.page.status, 422);
  await attachAll(visitor, `${draft}/plot`);
  visitor.type('size', '12');
  await visitor.press('Suivant');
  assert.match(text((await visitor.follow()).html), /Surface en m² 12 .*Croquis sketch\.pdf/);
  const { location } = await fileDraft(visitor, draft);
  const [, reference = ''] = /^\/fr\/submissions\/(.+)$/.exec(location ?? '') ?? [];
  assert.match(
    text((await visitor.open('/fr/my-space')).html),
    new RegExp(`Parcelle de potager collectif ${reference}`),
  );
  assert.match(await pdfTextAt(visitor, `/fr/submissions/${reference}/receipt.pdf`), /Surface en m²\s+12/);
  const { visitor: nadia } = await signInColleague(portal, 'agent', ['cleanliness']);
  const handled = text((await nadia.open('/fr/admin/submissions')).html);
  assert.ok(handled.includes(reference) && handled.includes('Parcelle de potager collectif'));
});
