import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { signUp, text } from '../../../support/journeys.ts';
import { startPortal, type TestPortal } from '../../../support/portal.ts';
import { membershipOf, sharedProfile } from '../../../support/profiles.ts';
import { addColleague, type Colleague, codeOf, signInColleague } from '../../../support/staff.ts';
import { Visitor } from '../../../support/visitor.ts';

let portal: TestPortal;
before(async () => {
  portal = await startPortal();
});

type Interrupted = { visitor: Visitor; colleague: Colleague; path: string; fields: Record<string, string> };

/** Sends a form in a browser whose session has ended, signs in there, and returns the page that one is led to. */
async function resumed({ visitor, colleague, path, fields }: Interrupted): Promise<string> {
  const { html } = await visitor.open(path);
  const fieldOn = (name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? '';
  const later = new Visitor(portal);
  const sent = { version: fieldOn('version'), formOwner: fieldOn('formOwner'), ...fields };
  assert.equal((await later.post(path, sent)).status, 401, path);
  portal.clock.advance(30);
  later.fill('Adresse e-mail', colleague.email).fill('Mot de passe', colleague.password);
  later.fill('Code à 6 chiffres', codeOf(portal, colleague));
  await later.press('Se connecter');
  return (await later.follow()).html;
}

describe('what somebody of the staff typed when the session had ended', () => {
  it('comes back on each page of the helpdesk', async () => {
    const { person } = await signUp(portal);
    const { rows } = await portal.app.db.pool.query('select id from citizens where email = $1', [person.email]);
    const karim = await signInColleague(portal, 'helpdesk');
    const account = `/fr/admin/citizens/${rows[0].id}`;
    const forms: [string, Record<string, string>][] = [
      [`${account}/suspension`, { reasonWords: 'Deux fois au téléphone' }],
      [`${account}/email-change`, { email: 'nouvelle@exemple.be' }],
      ['/fr/admin/citizens/search', { q: 'Lucie Lambert' }],
    ];
    for (const [path, fields] of forms) {
      assert.ok((await resumed({ ...karim, path, fields })).includes(Object.values(fields)[0] ?? '-'), path);
    }
  });

  it('comes back on each page of the agents that is not of a request', async () => {
    const shared = await sharedProfile(portal);
    const member = await membershipOf(portal, shared.number, shared.owner);
    const nadia = await signInColleague(portal);
    const forms: [string, Record<string, string>][] = [
      ['/fr/admin/submissions/views', { name: 'Mes urgences' }],
      [`/fr/admin/organisations/${shared.number}/members/${member}`, { reason: 'N’y travaille plus' }],
    ];
    for (const [path, fields] of forms) {
      assert.ok((await resumed({ ...nadia, path, fields })).includes(Object.values(fields)[0] ?? '-'), path);
    }
  });

  it('comes back on each page of the administrators, on what the form was shown with', async () => {
    const sofia = await signInColleague(portal, 'administrator');
    const { visitor: olivia } = await signInColleague(portal, 'administrator');
    const { id } = await addColleague(portal, 'agent', ['commerce']);
    const path = `/fr/admin/staff/${id}/name`;
    const fields = { firstName: 'Nadja', lastName: 'Maes', language: 'nl', reason: 'Mariage' };
    const versionOf = (html: string) => /name="version" value="([^"]+)"/.exec(html)?.[1];
    const before = versionOf((await sofia.visitor.open(path)).html);
    const again = await resumed({ ...sofia, path, fields });
    assert.match(again, /value="Nadja"/);
    assert.match(text(again), /Mariage/);
    assert.equal(versionOf(again), before);
    const settings = '/fr/admin/procedures/event-permit';
    const same = { opening: 'open', fee: 'file', delay: 'file', reason: 'Numéro du service', version: '0' };
    assert.equal((await olivia.post(settings, { ...same, phone: '02 555 00 01' })).status, 303);
    const mine = await resumed({ ...sofia, path: settings, fields: { ...same, phone: '02 555 00 02' } });
    assert.match(mine, /value="02 555 00 02"/);
    assert.equal(versionOf(mine), '0');
    const older = `${settings}/versions/0`;
    assert.match(text(await resumed({ ...sofia, path: older, fields: { reason: 'Comme publié' } })), /Comme publié/);
  });
});
