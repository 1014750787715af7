import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { formatReference } from '../../../../src/domain/numbers/reference.ts';
import { REFERENCES_A_PAGE } from '../../../../src/features/admin/retention/due-submissions.repository.ts';
import definition from '../../../../src/features/procedures/definitions/e-bike-grant.json' with { type: 'json' };
import { signUp, text } from '../../../support/journeys.ts';
import { startPortal, type TestPortal } from '../../../support/portal.ts';
import { assertIsNotThere } from '../../../support/refusals.ts';
import { signInColleague } from '../../../support/staff.ts';
import { insertSubmission } from '../../../support/submissions/submitted.ts';
import type { Visitor } from '../../../support/visitor.ts';

const ADDRESS = '/fr/admin/retention';
let portal: TestPortal;
let email: string;
let sofia: Visitor;
before(async () => {
  portal = await startPortal();
  email = (await signUp(portal)).person.email;
  sofia = (await signInColleague(portal, ['administrator'])).visitor;
});

/** Files a request that was closed so long ago; null leaves it open. Returns its reference. */
async function closedAgo(slug: string, ago: string | null): Promise<string> {
  const { id, reference } = await insertSubmission(portal.app.db, { email, slug, status: 'delivered' });
  await portal.app.db.pool.query('update submissions set closed_at = now() - $2::interval where id = $1', [id, ago]);
  return formatReference(reference);
}
const promised = { retentionYears: definition.privacy.retentionYears, fate: definition.privacy.fate };

const shown = async (address = ADDRESS) => text((await sofia.open(address)).html);

describe('what is past its retention', () => {
  it('is nothing while no request is old enough', async () => {
    await closedAgo('e-bike-grant', `${promised.retentionYears} years -1 day`);
    await closedAgo('e-bike-grant', null);
    assert.match(await shown(), /Aucune demande n’a dépassé sa durée de conservation/);
  });

  it('is counted by démarche, with the fate that the form of the request promised, and listed in a dry run', async () => {
    const { retentionYears, fate } = promised;
    assert.equal(fate, 'destroy');
    const old = await closedAgo('e-bike-grant', `${retentionYears} years 1 day`);
    const young = await closedAgo('e-bike-grant', '1 day');
    const page = await sofia.open(ADDRESS);
    assert.match(text(page.html), new RegExp(`À détruire ${retentionYears}.ans 1`));
    const dryRun = await shown(`${ADDRESS}?procedure=e-bike-grant&fate=destroy`);
    assert.ok(dryRun.includes(old), dryRun);
    assert.ok(!dryRun.includes(young));
    assert.ok(!(await shown(`${ADDRESS}?procedure=e-bike-grant&fate=transfer`)).includes(old));
  });

  it('follows the version that the request was filed with, whatever a later one says', async () => {
    const kept = await closedAgo('e-bike-grant', '2 years');
    await portal.app.db.pool.query(`
      insert into procedure_versions (slug, version, definition, digest)
      select slug, version + 1, jsonb_set(definition, '{privacy,retentionYears}', '1'), sha256('shorter')
      from procedure_versions where slug = 'e-bike-grant' order by version desc limit 1`);
    const due = await closedAgo('e-bike-grant', '2 years');
    const dryRun = await shown(`${ADDRESS}?procedure=e-bike-grant&fate=destroy`);
    assert.ok(!dryRun.includes(kept));
    assert.ok(dryRun.includes(due));
  });

  it('is listed page by page, each reference once', async () => {
    const references: string[] = [];
    for (let filed = 0; filed <= REFERENCES_A_PAGE; filed += 1) {
      references.push(await closedAgo('e-bike-grant', '60 years'));
    }
    const first = await sofia.open(`${ADDRESS}?procedure=e-bike-grant&fate=destroy`);
    const next = /href="([^"]+after=\d{11})#dry-run"/.exec(first.html)?.[1]?.replaceAll('&amp;', '&');
    assert.ok(next !== undefined);
    const pages = [text(first.html), await shown(next)];
    for (const reference of references) {
      assert.equal(pages.filter((page) => page.includes(reference)).length, 1, reference);
    }
  });

  it('ignores an address that asks wrongly, and says so in the three other languages', async () => {
    for (const query of ['procedure=nope&fate=destroy', 'fate=burn&procedure=e-bike-grant', "after='&fate=transfer"]) {
      assert.equal((await sofia.open(`${ADDRESS}?${query}`)).status, 200);
    }
    for (const [language, said] of Object.entries({ nl: 'Te vernietigen', en: 'To destroy', de: 'Zu vernichten' })) {
      assert.ok((await shown(`/${language}/admin/retention`)).includes(said));
    }
  });

  it('is for administrators only', async () => {
    for (const role of ['agent', 'helpdesk'] as const) {
      await assertIsNotThere((await signInColleague(portal, [role])).visitor, ADDRESS);
    }
  });
});
