import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import pg from 'pg';
import { z } from 'zod';
import { sql } from '../../../../src/platform/database.ts';
import { lucie, signUp } from '../../../support/journeys.ts';
import { linkIn, startPortal, type TestPortal, untilNoJobs } from '../../../support/portal.ts';
import { FROM_ANOTHER_SITE } from '../../../support/refusals.ts';
import { statementsDuring } from '../../../support/statements.ts';
import { newAddress, Visitor } from '../../../support/visitor.ts';

let portal: TestPortal;
before(async () => {
  portal = await startPortal();
});

const NEW_PASSWORD = 'quatre lampes bleues marchent';

async function ask(email: string): Promise<Visitor> {
  const visitor = new Visitor(portal);
  await visitor.open('/fr/password-reset');
  visitor.fill('Adresse e-mail', email);
  await visitor.press('Envoyer le lien');
  return visitor;
}

/** What is asked for meanwhile waits, so that only what the request itself costs is seen. */
async function withJobsLater(work: () => Promise<void>): Promise<void> {
  const owner = new pg.Client({ connectionString: portal.databaseUrl });
  await owner.connect();
  await owner.query(`
    create function run_later() returns trigger language plpgsql as
      $$ begin new.run_at := new.run_at + interval '1 day'; return new; end $$;
    create trigger runs_later before insert on graphile_worker._private_jobs for each row execute function run_later()`);
  try {
    await work();
  } finally {
    await owner.query('drop function run_later() cascade; delete from graphile_worker._private_jobs');
    await owner.end();
  }
}

async function resetLink(email: string): Promise<string> {
  await ask(email);
  return new URL(linkIn(await portal.mailTo(email, /nouveau mot de passe/))).pathname;
}

describe('a forgotten password', () => {
  it('is answered the same for a known and an unknown address, and mails only the known one', async () => {
    const { person } = await signUp(portal);
    const known = await ask(person.email);
    const unknown = await ask(newAddress('nobody'));
    assert.deepEqual([known.page.status, unknown.page.status], [200, 200]);
    assert.equal(known.page.html, unknown.page.html);
    await portal.mailTo(person.email, /nouveau mot de passe/);
    assert.ok(!portal.mails.some(({ to }) => to.startsWith('nobody')));
  });

  it('costs the same statements for a known and an unknown address, as what takes longer would tell them apart', async () => {
    const { person } = await signUp(portal);
    await untilNoJobs(portal);
    const textsFor = async (email: string) =>
      (await statementsDuring(portal.app.db, () => ask(email))).map(({ text }) => text);
    await withJobsLater(async () => {
      const known = await textsFor(person.email);
      assert.ok(known.length > 0);
      assert.deepEqual(await textsFor(newAddress('nobody')), known);
    });
  });

  it('has a link that dies when a newer one is asked, after 30 minutes, and when the password changes', async () => {
    const { visitor, person } = await signUp(portal);
    const older = await resetLink(person.email);
    const newer = await resetLink(person.email);
    assert.equal((await new Visitor(portal).open(older)).status, 410);
    assert.equal((await new Visitor(portal).open(newer)).status, 200);
    await visitor.open('/fr/account/password');
    visitor
      .fill('Mot de passe actuel', person.password)
      .fill('Mot de passe', NEW_PASSWORD)
      .fill('Vérification', NEW_PASSWORD);
    assert.equal((await visitor.press('Enregistrer')).status, 303);
    assert.equal((await new Visitor(portal).open(newer)).status, 410);
    const late = await resetLink(person.email);
    await portal.app.db.transaction((tx) => tx.run(sql`update account_links set expires_at = now()`));
    assert.equal((await new Visitor(portal).open(late)).status, 410);
  });

  it('keeps only a digest of the link, and no link in the queue', async () => {
    const { person } = await signUp(portal, lucie());
    const link = await resetLink(person.email);
    const token = link.split('/').at(-1) ?? '';
    const rows = await portal.app.db.many(
      z.object({ row: z.string() }),
      sql`select (account_links.*)::text as row from account_links union all select (_private_jobs.*)::text from graphile_worker._private_jobs`,
    );
    assert.ok(rows.length > 0);
    assert.ok(!JSON.stringify(rows).includes(token));
    assert.ok(!portal.logged.join('').includes(token));
  });

  it('sends three mails in half an hour to one address and stays silent about it', async () => {
    const strict = await startPortal();
    const { person } = await signUp(strict);
    for (let asked = 0; asked < 6; asked += 1) {
      const visitor = new Visitor(strict);
      await visitor.open('/fr/password-reset');
      visitor.fill('Adresse e-mail', person.email);
      assert.equal((await visitor.press('Envoyer le lien')).status, 200);
    }
    for (let left = 0; left < 3; left += 1) await strict.mailTo(person.email, /nouveau mot de passe/);
    await untilNoJobs(strict);
    assert.ok(!strict.mails.some(({ subject }) => /nouveau mot de passe/.test(subject)));
  });

  it('is asked for with an address, and from this site only', async () => {
    const { person } = await signUp(portal);
    const visitor = new Visitor(portal);
    await visitor.open('/fr/password-reset');
    visitor.fill('Adresse e-mail', 'lucie');
    const page = await visitor.press('Envoyer le lien');
    assert.equal(page.status, 422);
    assert.match(page.html, /href="#email"/);
    await visitor.open('/fr/password-reset');
    visitor.fill('Adresse e-mail', person.email);
    assert.equal((await visitor.press('Envoyer le lien', FROM_ANOTHER_SITE)).status, 403);
  });
});
