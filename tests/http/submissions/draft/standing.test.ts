import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { localDateOf } from '../../../../src/domain/local-date.ts';
import { daysAfter } from '../../../../src/domain/working-days.ts';
import { loadDefinitions } from '../../../../src/features/procedures/definitions.ts';
import { publishProcedures } from '../../../../src/features/procedures/versions/publish-procedures.ts';
import { answerStep, beginDraft, fillEventPermit } from '../../../support/drafts/drafts.ts';
import { signUp, text } from '../../../support/journeys.ts';
import { startPortal, type TestPortal } from '../../../support/portal.ts';
import type { Visitor } from '../../../support/visitor.ts';

const today = localDateOf(new Date());
const DAYS: Readonly<Record<string, object>> = {
  'event-permit': { closesOn: daysAfter(today, -1) },
  'equipment-loan': { closesOn: today },
  'room-rental': { opensOn: daysAfter(today, 1) },
};
const all = loadDefinitions();
const definitions = all
  .filter(({ slug }) => slug !== 'e-bike-grant')
  .map((definition) => ({ ...definition, ...DAYS[definition.slug] }));
let portal: TestPortal;
before(async () => {
  portal = await startPortal({ definitions });
  // As the release before this one published them, without days and with the démarche that is gone.
  await publishProcedures(portal.app, all);
});

/** A draft that was begun earlier, with that version of the form. */
async function begunEarlier(visitor: Visitor, slug: string, version: number): Promise<string> {
  const other = await beginDraft(visitor, 'change-of-address');
  const id = other.split('/').at(-1);
  const { rowCount } = await portal.app.db.pool.query('update drafts set slug = $2, version = $3 where id = $1', [
    id,
    slug,
    version,
  ]);
  assert.equal(rowCount, 1);
  return other;
}

async function citizen(): Promise<Visitor> {
  const { visitor } = await signUp(portal);
  return visitor;
}

describe('what became of a démarche since a draft was begun', () => {
  it('closed: each page says since when, that it cannot be filed, and where to ask; the answers can be read', async () => {
    const visitor = await citizen();
    const draft = await begunEarlier(visitor, 'event-permit', 1);
    await fillEventPermit(visitor, draft);
    for (const page of ['applicant', 'check', 'deletion']) {
      const { html } = await visitor.open(`${draft}/${page}`);
      assert.match(
        text(html),
        /fermée depuis la fin du \d+ \p{L}+ \d{4}\. Votre brouillon ne peut plus être introduit/u,
      );
      assert.match(html, /draft-notice[\s\S]{0,600}href="\/fr\/contact"/);
    }
    assert.match(text((await visitor.open(`${draft.replace('/fr/', '/nl/')}/applicant`)).html), /afgesloten sinds/);
  });

  it('its last day is today: says so, and nothing is in the way', async () => {
    const visitor = await citizen();
    await beginDraft(visitor, 'equipment-loan');
    const { html } = await visitor.follow();
    assert.match(text(html), /peut être introduite jusqu’au \d+ \p{L}+ \d{4} inclus/u);
  });

  it('not open any more until a later day: says which', async () => {
    const visitor = await citizen();
    const draft = await begunEarlier(visitor, 'room-rental', 1);
    await visitor.open(draft);
    assert.match(text((await visitor.follow()).html), /Cette démarche ouvre le/);
  });

  it('gone from the catalogue: the draft is still read with its own form', async () => {
    const visitor = await citizen();
    const draft = await begunEarlier(visitor, 'e-bike-grant', 1);
    await visitor.open(draft);
    const { status, html } = await visitor.follow();
    assert.equal(status, 200);
    assert.match(text(html), /La commune ne traite plus cette démarche ici/);
    assert.match(text((await visitor.open('/fr/my-space')).html), /À terminer Prime à l’achat d’un vélo/);
  });

  it('another form for who begins today: it goes on with its own, and leads to the démarche to begin again', async () => {
    const visitor = await citizen();
    const draft = await beginDraft(visitor, 'change-of-address');
    const id = draft.split('/').at(-1);
    assert.doesNotMatch((await visitor.follow()).html, /draft-notice/);
    const definition = all.find(({ slug }) => slug === 'change-of-address') ?? assert.fail();
    const other = { ...definition, synonyms: { fr: ['camion'], nl: ['vrachtwagen'] } };
    const version = (await publishProcedures(portal.app, [other])).current(definition.slug)?.version;
    assert.equal(version, 2);
    await portal.app.db.pool.query('update drafts set version = $2 where id = $1', [id, version]);
    await visitor.open(draft);
    const { html } = await visitor.follow();
    assert.match(text(html), /Le formulaire de cette démarche a changé depuis/);
    assert.match(html, /draft-notice[\s\S]{0,600}href="\/fr\/procedures\/change-of-address"/);
    await answerStep(visitor, visitor.page.url, { leave: 'yes' });
    assert.equal(visitor.page.status, 303);
  });

  it('is said in short in Mon espace too, with the day until when an idle draft is kept', async () => {
    const visitor = await citizen();
    const mySpace = async () => text((await visitor.open('/fr/my-space')).html);
    const closed = await begunEarlier(visitor, 'event-permit', 1);
    assert.match(await mySpace(), /Fermée depuis la fin du \d+ \p{L}+ \d{4} : ne peut plus être introduite/u);
    assert.doesNotMatch(await mySpace(), /Sans changement, gardée/);
    await portal.app.db.pool.query("update drafts set saved_at = now() - interval '24 days' where id = $1", [
      closed.split('/').at(-1),
    ]);
    assert.match(await mySpace(), /Sans changement, gardée jusqu’au \d+ \p{L}+ \d{4}/u);
    await begunEarlier(visitor, 'e-bike-grant', 1);
    assert.match(await mySpace(), /N’est plus traitée ici/);
    await beginDraft(visitor, 'equipment-loan');
    assert.match(await mySpace(), /À introduire au plus tard le/);
    await begunEarlier(visitor, 'room-rental', 1);
    assert.match(await mySpace(), /Peut être introduite à partir du/);
  });
});
