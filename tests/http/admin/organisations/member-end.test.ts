import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { z } from 'zod';
import { sql } from '../../../../src/platform/database.ts';
import { text } from '../../../support/journeys.ts';
import { startPortal, type TestPortal } from '../../../support/portal.ts';
import { type Account, idsIn, letIn, membershipOf, sharedProfile } from '../../../support/profiles.ts';
import { assertIsNotThere, FROM_ANOTHER_SITE } from '../../../support/refusals.ts';
import { signInColleague } from '../../../support/staff.ts';

let portal: TestPortal;
before(async () => {
  portal = await startPortal();
});

const pathOf = async (number: string, account: Account) =>
  `/fr/admin/organisations/${number}/members/${await membershipOf(portal, number, account)}`;
const auditOf = (number: string) =>
  portal.app.db.many(
    z.strictObject({ by: z.string(), details: z.record(z.string(), z.string()) }),
    sql`select staff_member_id as by, details from audit_events
    where name = 'membership-ended-by-commune' and details ->> 'enterpriseNumber' = ${number}`,
  );
const seesProfile = async ({ visitor }: Account, number: string) =>
  (await visitor.open(`/fr/profiles/${number}/members`)).status === 200;

describe('the end of an access by the commune', () => {
  it('gives the profile to the person whom its creator refused, and tells everybody', async () => {
    const { number, owner: squatter, colleague: director } = await sharedProfile(portal);
    const access = `/fr/profiles/${number}/access-request`;
    await director.visitor.post(access, { jobTitle: 'director' });
    const [request = ''] = idsIn((await squatter.visitor.open(`/fr/profiles/${number}/members`)).html, 'request');
    await squatter.visitor.post(`/fr/profiles/${number}/members`, { request, decision: 'refused' });
    assert.match((await portal.mailTo(director.person.email, /est refusée/)).text, /demander à la commune de décider/);

    await director.visitor.open(access);
    assert.match(text(director.visitor.page.html), /Les gestionnaires ont refusé votre demande le/);
    await director.visitor.press('Demander à la commune de décider');
    assert.match(text((await director.visitor.follow()).html), /Votre demande est à la commune/);
    await portal.mailTo(portal.app.commune.settings.email, /attend la commune/);

    const { visitor: agent, colleague } = await signInColleague(portal);
    await agent.open('/fr/admin');
    const waiting = /href="(\/fr\/admin\/access-requests\/[0-9a-f-]+)"/;
    await agent.open(waiting.exec(agent.page.html)?.[1] ?? '');
    assert.match(text(agent.page.html), /Refusée avant par les gestionnaires le/);
    await agent.choose('Accepter comme gestionnaire').press('Enregistrer la décision');
    await portal.mailTo(director.person.email, /est acceptée/);

    const organisation = await agent.open(`/fr/admin/organisations/${number}`);
    const path = await pathOf(number, squatter);
    assert.ok(organisation.html.includes(`href="${path}"`));
    await agent.open(path);
    await agent.fill('Motif', 'Pas au registre').press('Mettre fin à l’accès');
    assert.equal(agent.page.location, `/fr/admin/organisations/${number}`);
    assert.match(text((await agent.follow()).html), /Accès terminé : .*la commune/);
    await portal.mailTo(squatter.person.email, /accès/i);
    const membershipId = path.split('/').at(-1);
    const details = { enterpriseNumber: number, membershipId, reason: 'Pas au registre' };
    assert.deepEqual(await auditOf(number), [{ by: colleague.id, details }]);
    assert.deepEqual([await seesProfile(squatter, number), await seesProfile(director, number)], [false, true]);
    assert.equal((await agent.post(path, { reason: 'Encore' })).status, 404);
  });

  it('is refused for the only manager, and without a reason', async () => {
    const shared = await sharedProfile(portal);
    const { number, owner } = shared;
    await letIn(shared, 'member');
    const { visitor: agent } = await signInColleague(portal);
    const path = await pathOf(number, owner);
    await agent.open(path);
    assert.match(text((await agent.press('Mettre fin à l’accès')).html), /Écrivez le motif/);
    const page = await agent.fill('Motif', 'Plainte').press('Mettre fin à l’accès');
    assert.equal(page.status, 422);
    assert.match(text(page.html), /C’est la seule personne gestionnaire/);
    assert.ok(await seesProfile(owner, number));
    assert.deepEqual(await auditOf(number), []);
  });

  it('is asked by an agent, for a member of that organisation, from this site', async () => {
    const shared = await sharedProfile(portal);
    await letIn(shared, 'member');
    const other = await sharedProfile(portal);
    const path = await pathOf(shared.number, shared.colleague);
    const reason = { reason: 'Plainte' };
    await assertIsNotThere((await signInColleague(portal, ['helpdesk'])).visitor, path, reason);
    const { visitor: agent } = await signInColleague(portal);
    for (const wrong of [path.replace(shared.number, other.number), path.replace(/[^/]+$/, 'x'), `${path}0`])
      await assertIsNotThere(agent, wrong, reason);
    assert.equal((await agent.post(path, reason, FROM_ANOTHER_SITE)).status, 403);
    assert.ok(await seesProfile(shared.colleague, shared.number));
  });
});
