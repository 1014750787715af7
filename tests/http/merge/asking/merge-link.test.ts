import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { before, describe, it } from 'node:test';
import { z } from 'zod';
import { type Sql, sql } from '../../../../src/platform/database.ts';
import {
  askMerge,
  linkToProve,
  MERGE,
  provedMerge,
  type TwoAccounts,
  twoAccounts,
} from '../../../support/acts/merges.ts';
import { text } from '../../../support/journeys.ts';
import { linkIn, startPortal, type TestPortal, untilNoJobs } from '../../../support/portal.ts';
import { addColleague } from '../../../support/staff.ts';
import { Visitor } from '../../../support/visitor.ts';

let portal: TestPortal;
before(async () => {
  portal = await startPortal();
});

const PROVE = 'Oui, les deux comptes sont à moi';
const otherOf = async (keptId: string) =>
  (
    await portal.app.db.maybe(
      z.strictObject({ other: z.uuid().nullable() }),
      sql`select other_id as other from account_merges where kept_id = ${keptId}`,
    )
  )?.other ?? null;
const change = (statement: Sql) => portal.app.db.transaction((tx) => tx.run(statement));

describe('the link that left to the other account', () => {
  it('shows both addresses, proves once, tells both, and shows on both pages that the helpdesk must confirm', async () => {
    const { kept, other } = await twoAccounts(portal);
    const link = await linkToProve(portal, { kept, other });
    const page = text((await kept.visitor.open(link)).html);
    assert.ok(page.includes(kept.person.email) && page.includes(other.person.email));
    assert.equal(await otherOf(kept.id), null);
    assert.equal((await kept.visitor.press(PROVE)).status, 303);
    assert.match(text((await kept.visitor.follow()).html), /Deux personnes du helpdesk doivent encore confirmer/);
    assert.equal(await otherOf(kept.id), other.id);
    for (const { email } of [kept.person, other.person]) {
      assert.match((await portal.mailTo(email, /réunion/)).text, /Rien ne change avant/);
    }
    assert.equal((await kept.visitor.open(link)).status, 410);
    await untilNoJobs(portal);
    const again = await kept.visitor.post(link, {});
    assert.equal(again.location, MERGE, 'a second press leads to what the first has proved');
    await untilNoJobs(portal);
    assert.ok(!portal.mails.some(({ to }) => to === kept.person.email || to === other.person.email));
  });

  it('is worth nothing in the other account, in a third one and without one', async () => {
    const { kept, other } = await twoAccounts(portal);
    const link = await linkToProve(portal, { kept, other });
    const { kept: third } = await twoAccounts(portal);
    for (const { visitor } of [other, third]) {
      assert.equal((await visitor.open(link)).status, 410);
      assert.match(text(visitor.page.html), /quand le compte que vous gardez est ouvert/);
      assert.equal((await visitor.post(link, {})).status, 410);
    }
    const nobody = new Visitor(portal);
    assert.equal((await nobody.open(link)).status, 303);
    assert.equal((await nobody.post(link, {})).status, 401);
    assert.equal(await otherOf(kept.id), null);
  });

  it('is dead a day later, and once a newer one was asked for', async () => {
    const { kept, other } = await twoAccounts(portal);
    const first = await linkToProve(portal, { kept, other });
    await askMerge(kept.visitor, other.person.email);
    const second = new URL(linkIn(await portal.mailTo(other.person.email, /Montrez que ce compte/))).pathname;
    assert.equal((await kept.visitor.open(first)).status, 410);
    await kept.visitor.open(second);
    await change(sql`update account_merges set expires_at = now() where kept_id = ${kept.id}`);
    assert.equal((await kept.visitor.press(PROVE)).status, 410);
  });

  const identified = (id: string) =>
    change(sql`
      insert into identities (citizen_id, issuer, subject, number_tag, sealed_number, last_name, identified_first_at,
        identified_last_at)
      values (${id}, 'https://fas.example', ${id}, left(md5(${id}), 22), 'sealed', 'Lambert', now(), now())`);
  const OBSTACLES: Record<string, { said: RegExp; make: (both: TwoAccounts) => Promise<unknown> }> = {
    'the other account is suspended': {
      said: /Ce lien ne fonctionne pas ici/,
      make: ({ other }) => change(sql`update citizens set status = 'suspended' where id = ${other.id}`),
    },
    'it has the address of a colleague': {
      said: /membre du personnel/,
      make: async ({ other }) => {
        const colleague = await addColleague(portal, 'agent');
        return change(sql`update staff_members set email = ${other.person.email} where id = ${colleague.id}`);
      },
    },
    'its address is changing': {
      said: /en train de changer/,
      make: ({ other }) =>
        change(sql`
          insert into account_links (citizen_id, purpose, digest, email, expires_at)
          values (${other.id}, 'change-email', ${randomBytes(32)}, 'autre@exemple.be', now() + interval '1 hour')`),
    },
    'the link to its new address has not left yet': {
      said: /en train de changer/,
      make: ({ other }) =>
        portal.app.db.pool.query(
          "select graphile_worker.add_job('send-email-change', $1::json, run_at => now() + interval '1 hour')",
          [JSON.stringify({ citizenId: other.id, email: 'autre@exemple.be', askedAt: new Date().toISOString() })],
        ),
    },
    'its password changed since': {
      said: /a changé depuis la demande/,
      make: ({ other }) => change(sql`update citizens set password_changed_at = now() where id = ${other.id}`),
    },
    'a card is tied to each': {
      said: /ce sont deux personnes/,
      make: async ({ kept, other }) => {
        for (const { id } of [kept, other]) await identified(id);
      },
    },
    'it goes into a third account already': {
      said: /attend déjà d’être réuni/,
      make: async ({ other }) => {
        const { kept: third } = await twoAccounts(portal);
        await provedMerge(portal, { kept: third, other });
      },
    },
  };
  for (const [when, { said, make }] of Object.entries(OBSTACLES)) {
    it(`proves nothing when ${when}, and says what to do`, async () => {
      const both = await twoAccounts(portal);
      await both.kept.visitor.open(await linkToProve(portal, both));
      await make(both);
      const page = await both.kept.visitor.press(PROVE);
      assert.ok([410, 422].includes(page.status));
      assert.match(text(page.html), said);
      assert.equal(await otherOf(both.kept.id), null);
      assert.equal((await both.kept.visitor.open(MERGE)).status, 200);
    });
  }
});
