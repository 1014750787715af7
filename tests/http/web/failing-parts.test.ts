import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import pg from 'pg';
import { sql } from '../../../src/platform/database.ts';
import { fillDatabase } from '../../support/database.ts';
import { freePort } from '../../support/free-port.ts';
import { lucie, type Person, signIn, signUp, text } from '../../support/journeys.ts';
import { untilWaiting } from '../../support/locks.ts';
import { startPortal, type TestPortal } from '../../support/portal.ts';
import { startSmtp } from '../../support/smtp.ts';
import { signInAs, signInColleague } from '../../support/staff.ts';
import { until } from '../../support/until.ts';
import { Visitor } from '../../support/visitor.ts';

let portal: TestPortal;
before(async () => {
  portal = await startPortal({ accidents: true, realPasswords: true });
});

/** Postgres as good as gone for this portal: nobody may connect, whoever was connected is cut. */
async function withoutDatabase(work: () => Promise<void>): Promise<void> {
  const name = new URL(portal.databaseUrl).pathname.slice(1);
  const admin = new pg.Client({ connectionString: process.env['TEST_DATABASE_URL'] });
  await admin.connect();
  try {
    await admin.query(`alter database ${name} allow_connections false`);
    await admin.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [name]);
    await work();
  } finally {
    await admin.query(`alter database ${name} allow_connections true`);
    await admin.end();
  }
}

describe('with Postgres gone', () => {
  it('public pages still answer, also to somebody signed in; the others say 503 and come back by themselves', async () => {
    const { visitor, person } = await signUp(portal);
    const { visitor: nadia, colleague } = await signInColleague(portal);
    await withoutDatabase(async () => {
      for (const page of ['/fr', '/fr/faq', '/fr/sign-up', '/fr/sign-in']) {
        assert.equal((await visitor.open(page)).status, 200, page);
        assert.equal((await new Visitor(portal).open(page)).status, 200, page);
      }
      const own = await visitor.open('/fr/my-space');
      assert.equal(own.status, 503);
      assert.ok(own.headers.get('retry-after'));
      assert.match(text(own.html), /momentanément indisponible/);
      assert.equal((await signIn(portal, person)).page.status, 503);
      assert.equal((await nadia.open('/fr/admin')).status, 503);
      assert.equal((await nadia.open('/fr/admin/sign-in')).status, 200);
      // Not « signed out » while the session lives on.
      assert.equal((await nadia.post('/fr/admin/sign-out', {})).status, 503);
      assert.equal((await visitor.post('/fr/sign-out', {})).status, 503);
      assert.equal((await signInAs(portal, colleague)).page.status, 503);
      assert.equal((await visitor.open('/health/live')).status, 200);
      assert.equal((await visitor.open('/health/ready')).status, 503);
    });
    assert.equal((await visitor.open('/fr/my-space')).status, 200);
    assert.equal((await nadia.open('/fr/admin')).status, 200);
    assert.equal((await visitor.open('/health/ready')).status, 200);
  });
});

describe('with the mail server gone', () => {
  it('nothing waits for it, and the mail leaves once it is back', async () => {
    const port = await freePort();
    const mailless = await startPortal({ smtp: true, environment: { SMTP_URL: `smtp://127.0.0.1:${port}` } });
    const { visitor, person } = await signUp(mailless);
    assert.equal((await visitor.open('/fr/my-space')).status, 200);
    await until(() => mailless.logged.some((line) => line.includes('job failed')), 'a job that failed');
    const inbox = await startSmtp(port);
    await mailless.app.db.transaction((tx) => tx.run(sql`update graphile_worker._private_jobs set run_at = now()`));
    const mail = await inbox.mailTo(person.email);
    assert.match(mail.text ?? '', /email-confirmation/);
    assert.match(String(mail.headers.get('content-language')), /fr/);
  });
});

describe('too much at once', () => {
  it('is refused with 503 and a time to come back, not with an ever longer queue', async () => {
    const { person } = await signUp(portal, lucie());
    const answers = await Promise.all(Array.from({ length: 150 }, () => signIn(portal, person)));
    const statuses = answers.map(({ page }) => page.status);
    assert.ok(statuses.includes(303));
    assert.ok(
      statuses.every((status) => status === 303 || status === 503),
      [...new Set(statuses)].join(),
    );
    assert.ok(
      answers
        .filter(({ page }) => page.status === 503)
        .every(({ page }) => Number(page.headers.get('retry-after')) >= 5),
    );
  });
});

describe('a table that somebody holds locked', () => {
  it('makes the pages that need it answer 503, while public pages of the same people are shown', async () => {
    const { visitor } = await signUp(portal);
    const other = new Visitor(portal);
    other.setCookie('session', visitor.cookie('session') ?? '');
    const holder = new pg.Client({ connectionString: portal.databaseUrl });
    await holder.connect();
    try {
      await holder.query('begin; lock table memberships in access exclusive mode');
      const [own, open] = await Promise.all([visitor.open('/fr/my-space'), other.open('/fr/faq')]);
      assert.equal(own.status, 503);
      assert.ok(Number(own.headers.get('retry-after')) >= 5);
      assert.equal(open.status, 200);
    } finally {
      await holder.end();
    }
    assert.equal((await visitor.open('/fr/my-space')).status, 200);
  });
});

describe('a table that somebody holds locked, and that many wait for', () => {
  /** Who is answered first: somebody who signs in, or one of twelve whose session cannot be read meanwhile. */
  async function firstAnswered(cookie: string, person: Person): Promise<string> {
    const waiting = Array.from({ length: 12 }, () => {
      const other = new Visitor(portal);
      other.setCookie('session', cookie);
      return other.open('/fr/my-space').then(() => 'waited');
    });
    // All connections with which sessions are read wait for the table by then.
    await untilWaiting(portal.app.db, 3);
    const signedIn = signIn(portal, person).then(({ page }) => `signed in with ${page.status}`);
    const first = await Promise.race([signedIn, ...waiting]);
    await Promise.all([signedIn, ...waiting]);
    return first;
  }

  it('keeps nobody from signing in, as sessions are not written by the connections that read them', async () => {
    const { visitor } = await signUp(portal);
    const { person } = await signUp(portal);
    const holder = new pg.Client({ connectionString: portal.databaseUrl });
    await holder.connect();
    try {
      await holder.query('begin; lock table organisations in access exclusive mode');
      const first = () => firstAnswered(visitor.cookie('session') ?? '', person);
      // Postgres ends a wait after two seconds: a machine that needs longer to sign somebody in gets more chances.
      let seen = await first();
      for (let chances = 4; chances > 0 && seen === 'waited'; chances -= 1) seen = await first();
      assert.equal(seen, 'signed in with 303');
    } finally {
      await holder.end();
    }
  });
});

describe('an accident of ours', () => {
  it('shows a page with a reference that the log has too, and nothing of what happened', async () => {
    const { visitor } = await signUp(portal);
    const rename = (from: string, to: string) => `alter table ${from} rename to ${to}`;
    await fillDatabase(portal.databaseUrl, rename('sign_ins', 'sign_ins_away'));
    try {
      const answer = await visitor.open('/nl/account/sessions');
      assert.equal(answer.status, 500);
      const [, id = ''] = /<code>([0-9a-f]{8})<\/code>/.exec(answer.html) ?? [];
      assert.ok(portal.logged.some((line) => line.includes(id) && line.includes('request failed')));
      assert.ok(!/sign_ins|relation|stack|node_modules/.test(answer.html));
      assert.match(answer.html, /<html lang="nl"/);
    } finally {
      await fillDatabase(portal.databaseUrl, rename('sign_ins_away', 'sign_ins'));
    }
  });
});

describe('a fault of Postgres', () => {
  it('is one line of the log for each request, whoever meets it first', async () => {
    const { visitor } = await signUp(portal);
    const faults = (since: number) =>
      portal.logged.slice(since).filter((line) => /without its session|request failed|session store/.test(line));
    await withoutDatabase(async () => {
      const asks = [
        () => visitor.open('/fr'),
        () => visitor.open('/fr/my-space'),
        () => visitor.post('/fr/sign-out', {}),
      ];
      for (const ask of asks) {
        const since = portal.logged.length;
        await ask();
        await until(() => faults(since).length > 0, 'the line');
        assert.equal(faults(since).length, 1);
      }
    });
  });
});
