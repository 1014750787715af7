import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { deskCode } from '../../../../src/domain/desk-code.ts';
import { beginDraft, fillEventPermit } from '../../../support/drafts/drafts.ts';
import { signUp, text } from '../../../support/journeys.ts';
import { startPortal, type TestPortal } from '../../../support/portal.ts';
import { signInColleague } from '../../../support/staff.ts';
import { fileDraft } from '../../../support/submissions/filing.ts';

let portal: TestPortal;
before(async () => {
  portal = await startPortal();
});

it('the desk lists the démarches of one’s departments, and leads to each', async () => {
  const { visitor } = await signInColleague(portal, 'agent', ['festivities']);
  const { html } = await visitor.open('/fr/admin/desk');
  assert.match(html, /href="\/fr\/admin\/desk\/event-permit"/);
  assert.ok(!html.includes('cleanliness-report'));
});

it('says what to do to somebody who has no department yet', async () => {
  const { visitor } = await signInColleague(portal, 'agent', []);
  assert.match(text((await visitor.open('/fr/admin/desk')).html), /Demandez à l’administrateur/);
});

describe('the code of a draft begun at home', () => {
  it('opens it at the desk, where it is filed for its citizen, whose address need not be confirmed', async () => {
    const { visitor: lucie } = await signUp(portal);
    const draft = await beginDraft(lucie, 'event-permit');
    await fillEventPermit(lucie, draft);
    const id = draft.split('/').at(-1) ?? '';
    const { visitor: nadia } = await signInColleague(portal);
    await nadia.open('/fr/admin/desk');
    nadia.fill('Code du brouillon', deskCode(id).toLowerCase());
    const opened = await nadia.press('Ouvrir le brouillon');
    assert.equal(opened.location, `/fr/admin/desk/drafts/${id}`);
    assert.equal((await nadia.follow()).url, `/fr/admin/desk/drafts/${id}/check`);
    const { location } = await fileDraft(nadia, `/fr/admin/desk/drafts/${id}`);
    assert.match(location ?? '', /^\/fr\/admin\/submissions\//);
    const led = await lucie.open(`${draft}/check`);
    assert.equal(led.location, location?.replace('/admin', ''));
    assert.equal((await lucie.follow()).status, 200);
  });

  it('of another department, unknown or filed is said to be none, and opens nothing', async () => {
    const { visitor: lucie } = await signUp(portal);
    const draft = await beginDraft(lucie, 'event-permit');
    const id = draft.split('/').at(-1) ?? '';
    const { visitor: other } = await signInColleague(portal, 'agent', ['parking']);
    for (const code of [deskCode(id), '00000-00000', 'nothing']) {
      await other.open('/fr/admin/desk');
      other.fill('Code du brouillon', code);
      const answer = await other.press('Ouvrir le brouillon');
      assert.equal(answer.status, 422);
      assert.match(text(answer.html), /Aucun brouillon de vos services n’a ce code/);
    }
    assert.equal((await other.open(`/fr/admin/desk/drafts/${id}/applicant`)).status, 404);
  });

  it('is forgotten after twelve hours, so that an agent does not keep the drafts of people', async () => {
    const { visitor: lucie } = await signUp(portal);
    const id = (await beginDraft(lucie, 'event-permit')).split('/').at(-1) ?? '';
    const { visitor: nadia } = await signInColleague(portal);
    await nadia.open('/fr/admin/desk');
    nadia.fill('Code du brouillon', deskCode(id));
    await nadia.press('Ouvrir le brouillon');
    assert.equal((await nadia.open(`/fr/admin/desk/drafts/${id}/applicant`)).status, 200);
    await portal.app.db.pool.query(
      `update desk_visits set begun_at = now() - interval '13 hours' where draft_id = $1`,
      [id],
    );
    assert.equal((await nadia.open(`/fr/admin/desk/drafts/${id}/applicant`)).status, 404);
  });
});
