import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { localDateOf } from '../../../../src/domain/local-date.ts';
import { daysAfter } from '../../../../src/domain/working-days.ts';
import { loadDefinitions } from '../../../../src/features/procedures/definitions.ts';
import { publishProcedures } from '../../../../src/features/procedures/versions/publish-procedures.ts';
import { signUp, text } from '../../../support/journeys.ts';
import { startPortal, type TestPortal } from '../../../support/portal.ts';
import { createProfile, newNumber } from '../../../support/profiles.ts';
import { assertAsksToSignIn, FROM_ANOTHER_SITE } from '../../../support/refusals.ts';
import { confirmedCitizen, fileEventPermit } from '../../../support/submissions/filing.ts';
import { filedRequest } from '../../../support/submissions/handling.ts';
import { fileReport } from '../../../support/submissions/messages.ts';
import { insertSubmission } from '../../../support/submissions/submitted.ts';
import { Visitor } from '../../../support/visitor.ts';

const all = loadDefinitions();
const closedYesterday = { closesOn: daysAfter(localDateOf(new Date()), -1) };
let portal: TestPortal;
before(async () => {
  const definitions = all
    .filter(({ slug }) => slug !== 'e-bike-grant')
    .map((definition) => (definition.slug === 'equipment-loan' ? { ...definition, ...closedYesterday } : definition));
  portal = await startPortal({ definitions });
  // As the release before this one published them: with the démarche that is gone.
  await publishProcedures(portal.app, all);
});

const count = async () => (await portal.app.db.pool.query('select 1 from drafts')).rowCount;

describe('« Refaire cette demande »', () => {
  it('begins a draft with the answers of before, to be checked from the first step, without the documents', async () => {
    const { visitor } = await confirmedCitizen(portal);
    await visitor.open(await fileEventPermit(visitor));
    const begun = await visitor.press('Refaire cette demande');
    assert.equal(begun.status, 303);
    assert.match(begun.location ?? '', /^\/fr\/drafts\/[0-9a-f-]{36}\/applicant$/);
    const first = await visitor.follow();
    assert.match(text(first.html), /Un brouillon est commencé avec vos réponses d’avant/);
    assert.match(first.html, /value="Lucie"/);
    const draft = (begun.location ?? '').replace(/\/applicant$/, '');
    assert.match((await visitor.open(`${draft}/event`)).html, /value="Fête des voisins"/);
    const documents = await visitor.open(`${draft}/documents`);
    assert.equal(documents.status, 200);
    assert.ok(!documents.html.includes('plan.pdf'));
    assert.equal((await visitor.open(`${draft}/check`)).location, `${draft}/documents`);
  });

  it('is there for a request that was withdrawn, refused or closed', async () => {
    for (const status of ['withdrawn', 'refused', 'closed'] as const) {
      const { lucie, path } = await filedRequest(portal, { status });
      await lucie.open(`/fr${path}`);
      assert.match((await lucie.press('Refaire cette demande')).location ?? '', /\/drafts\//, status);
    }
  });

  it('offers a draft of the same démarche that is under way, and begins another when asked', async () => {
    const { lucie, path } = await filedRequest(portal, { answers: { eventName: 'Kermesse' } });
    await lucie.open(`/fr${path}`);
    const first = await lucie.press('Refaire cette demande');
    await lucie.open(`/fr${path}`);
    const offer = await lucie.press('Refaire cette demande');
    assert.equal(offer.status, 200);
    assert.match(text(offer.html), /déjà commencé cette démarche/);
    assert.ok(offer.html.includes(`href="${(first.location ?? '').replace(/\/applicant$/, '')}"`));
    const another = await lucie.press('En commencer une autre');
    assert.match(another.location ?? '', /\/applicant$/);
    const id = another.location?.split('/').at(-2);
    const { rows } = await portal.app.db.pool.query('select answers from drafts where id = $1', [id]);
    assert.deepEqual(rows[0].answers, { eventName: 'Kermesse' });
  });

  it('begins one draft, however often its button is pressed', async () => {
    const { lucie, path } = await filedRequest(portal, { answers: { eventName: 'Kermesse' } });
    const before = (await count()) ?? 0;
    const pressed = async (fields: Record<string, string>) => {
      const answers = await Promise.all(Array.from({ length: 5 }, () => lucie.post(`/fr${path}/copy`, fields)));
      const begun = answers.map(({ location }) => location).filter((location) => location !== null);
      assert.ok(begun.length > 0 && begun.every((location) => location.endsWith('/applicant')));
      return new Set(begun);
    };
    const first = await pressed({});
    assert.equal(first.size, 1);
    await lucie.open(`/fr${path}`);
    await lucie.press('Refaire cette demande');
    const [, known = ''] = /name="another" value="([^"]+)"/.exec(lucie.page.html) ?? [];
    const second = await pressed({ another: known });
    assert.equal(second.size, 1);
    assert.equal(new Set([...first, ...second]).size, 2);
    assert.equal(await count(), before + 2);
  });

  it('keeps the profile it was filed for', async () => {
    const { visitor, person } = await signUp(portal);
    const enterpriseNumber = newNumber();
    await createProfile(visitor, enterpriseNumber);
    const { reference } = await insertSubmission(portal.app.db, { email: person.email, enterpriseNumber });
    await visitor.post(`/fr/submissions/${reference}/copy`, {});
    await visitor.follow();
    assert.match(text(visitor.page.html), /Au nom de Brasserie Dubois/);
  });

  for (const [what, slug, said] of [
    ['is closed', 'equipment-loan', /n’est pas ouverte aujourd’hui/],
    ['is gone', 'e-bike-grant', /ne traite plus cette démarche ici/],
    ['is for organisations only', 'terrace', /n’est plus proposée à ce profil/],
  ] as const) {
    it(`is refused with words where the démarche ${what}, and begins nothing`, async () => {
      const { lucie, path } = await filedRequest(portal, { slug });
      await lucie.open(`/fr${path}`);
      const before = await count();
      const refused = await lucie.press('Refaire cette demande');
      assert.equal(refused.status, 409);
      assert.match(text(refused.html), said);
      assert.equal(await count(), before);
    });
  }

  it('is not there for anybody else, and not for a guest', async () => {
    const { path } = await filedRequest(portal);
    const { visitor: jan } = await signUp(portal);
    assert.equal((await jan.post(`/fr${path}/copy`, {})).status, 404);
    const guest = new Visitor(portal);
    const report = await fileReport(guest);
    assert.ok(!(await guest.open(report)).html.includes(`${report}/copy`));
    assert.equal((await guest.post(`${report}/copy`, {})).status, 404);
  });

  it('asks to sign in first, is refused from another site, and leads back to the request', async () => {
    const { lucie, path } = await filedRequest(portal);
    await assertAsksToSignIn(portal, `/fr${path}/copy`);
    assert.equal((await lucie.post(`/fr${path}/copy`, {}, FROM_ANOTHER_SITE)).status, 403);
    assert.equal((await lucie.open(`/fr${path}/copy`)).location, `/fr${path}`);
  });
});
