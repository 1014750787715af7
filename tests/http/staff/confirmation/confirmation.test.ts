import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { sql } from '../../../../src/platform/database.ts';
import { text } from '../../../support/journeys.ts';
import { startPortal, type TestPortal } from '../../../support/portal.ts';
import { FROM_ANOTHER_SITE } from '../../../support/refusals.ts';
import { codeOf, signInColleague } from '../../../support/staff.ts';
import { auditOf } from '../../../support/staff-account/audit-of.ts';
import { Authenticator } from '../../../support/staff-account/authenticator.ts';
import { addPasskey, PASSKEYS } from '../../../support/staff-account/passkeys.ts';
import { Visitor } from '../../../support/visitor.ts';

let portal: TestPortal;
before(async () => {
  portal = await startPortal();
});

const PATH = '/fr/admin/account/confirmation';
const EXPORT = '/fr/admin/submissions/export.csv?status=submitted';
const run = (query: ReturnType<typeof sql>) => portal.app.db.transaction((tx) => tx.run(query));

/** Signed in eleven minutes ago. */
async function signedInBefore(role: 'agent' | 'administrator' = 'agent') {
  const found = await signInColleague(portal, role);
  const device = new Authenticator(portal.origin);
  await addPasskey(found.visitor, device, 'clé');
  await run(sql`update staff_sign_ins set confirmed_at = now() - interval '11 minutes'`);
  portal.clock.advance(30);
  return { ...found, device };
}

describe('the second factor is asked for again', () => {
  it('before an export and changes of credentials, not before other pages, and not twice in ten minutes', async () => {
    const { visitor, colleague } = await signedInBefore();
    for (const open of ['/fr/admin', '/fr/admin/submissions', '/fr/admin/account/sessions']) {
      assert.equal((await visitor.open(open)).status, 200, open);
    }
    for (const asked of [EXPORT, PASSKEYS, '/fr/admin/account/password']) {
      assert.equal((await visitor.open(asked)).location, `${PATH}?next=${encodeURIComponent(asked)}`, asked);
    }
    await visitor.open(`${PATH}?next=${encodeURIComponent(EXPORT)}`);
    visitor.fill('Code à 6 chiffres', '12');
    assert.equal((await visitor.press('Confirmer')).status, 422);
    visitor.fill('Code à 6 chiffres', codeOf(portal, colleague));
    assert.equal((await visitor.press('Confirmer', FROM_ANOTHER_SITE)).status, 403);
    await visitor.open(`${PATH}?next=${encodeURIComponent(EXPORT)}`);
    visitor.fill('Code à 6 chiffres', codeOf(portal, colleague));
    assert.equal((await visitor.press('Confirmer')).location, EXPORT);
    assert.equal((await visitor.follow()).status, 200);
    assert.equal((await visitor.open(PASSKEYS)).status, 200);
    assert.ok((await auditOf(portal, colleague)).includes('staff-factor-confirmed'));
    // The same code is worth nothing a second time, and leads to no other site.
    await run(sql`update staff_sign_ins set confirmed_at = now() - interval '11 minutes'`);
    const again = { code: codeOf(portal, colleague), next: 'https://exemple.be' };
    assert.equal((await visitor.post(PATH, again)).status, 422);
    assert.equal((await auditOf(portal, colleague)).at(-1), 'staff-factor-refused');
    portal.clock.advance(30);
    assert.equal((await visitor.post(PATH, { ...again, code: codeOf(portal, colleague) })).location, '/fr/admin');
  });

  it('before the file of a long list, and before the accounts of colleagues are changed', async () => {
    const { visitor: nadia } = await signedInBefore();
    const { visitor: sofia, colleague } = await signedInBefore('administrator');
    const { colleague: karim } = await signInColleague(portal);
    const someId = colleague.id;
    const asked: [Visitor, string][] = [
      [nadia, `/fr/admin/submissions/exports/${someId}/file`],
      [sofia, '/fr/admin/staff'],
      [sofia, `/fr/admin/staff/${karim.id}/roles`],
    ];
    for (const [visitor, path] of asked) {
      assert.equal((await visitor.open(path)).location, `${PATH}?next=${encodeURIComponent(path)}`, path);
    }
    const post = await sofia.post(`/fr/admin/staff/${karim.id}/lost`, { reason: 'perdu', version: '0' });
    assert.match(post.html, /action="[^"]*\/account\/confirmation"/);
    assert.equal((await sofia.open(`/fr/admin/staff/${karim.id}`)).status, 200);
  });

  it('by one’s own passkey, with a challenge of this session, and by no colleague’s', async () => {
    const { visitor, device } = await signedInBefore();
    const { visitor: karim, device: other } = await signedInBefore();
    const optionsOf = async (asking: Visitor) => JSON.parse((await asking.post(`${PATH}/challenge`, {})).html);
    const options = await optionsOf(visitor);
    assert.deepEqual(
      options.allowCredentials.map(({ id }: { id: string }) => id),
      [device.id],
    );
    assert.equal((await visitor.post(PATH, { credential: other.get(options) })).status, 422);
    assert.equal((await visitor.post(PATH, { credential: device.get(options) })).status, 422, 'taken');
    assert.equal((await visitor.post(PATH, { credential: device.get(await optionsOf(karim)) })).status, 422);
    assert.equal((await visitor.post(PATH, { credential: device.get(await optionsOf(visitor)) })).status, 303);
    assert.equal((await visitor.open(PASSKEYS)).status, 200);
    assert.equal((await karim.open(PASSKEYS)).status, 303);
  });

  it('while a form is under way, which is kept, and nothing is done before', async () => {
    const { visitor, colleague } = await signedInBefore();
    await visitor.open('/fr/admin');
    const formOwner = /name="formOwner" value="([^"]+)"/.exec(visitor.page.html)?.[1] ?? '';
    const asked = await visitor.post(PASSKEYS, { name: 'PC du bureau', credential: 'x', formOwner });
    assert.equal(asked.status, 401);
    assert.match(text(asked.html), /Ce que vous avez écrit est gardé/);
    visitor.fill('Code à 6 chiffres', codeOf(portal, colleague));
    const { location } = await visitor.press('Confirmer');
    assert.match(location ?? '', /^\/fr\/admin\/account\/passkeys\?resumed=/);
    assert.match((await visitor.follow()).html, /value="PC du bureau"/);
    assert.equal((await visitor.post(`${PASSKEYS}/challenge`, {})).status, 200);
  });

  it('and slows down who guesses, as a sign-in does', async () => {
    const { visitor, colleague } = await signedInBefore();
    for (let tries = 0; tries < 6; tries += 1) {
      assert.equal((await visitor.post(PATH, { credential: '{}' })).status, 422);
    }
    assert.equal((await visitor.post(PATH, { code: codeOf(portal, colleague) })).status, 422, 'delayed');
    assert.equal((await new Visitor(portal).open(PATH)).status, 303);
    assert.equal((await new Visitor(portal).post(PATH, {})).status, 401);
  });
});
