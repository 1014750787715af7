import assert from 'node:assert/strict';
import { Agent, type IncomingMessage, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { after, before, describe, it } from 'node:test';
import { fillDatabase } from '../../support/database.ts';
import { lucie, signIn, signUp, submitSignUp } from '../../support/journeys.ts';
import { startPortal, type TestPortal } from '../../support/portal.ts';
import { signInColleague } from '../../support/staff.ts';
import { Visitor } from '../../support/visitor.ts';

let portal: TestPortal;
const agent = new Agent({ keepAlive: true, maxSockets: 1 });
before(async () => {
  portal = await startPortal();
});
after(() => agent.destroy());

const failures = () => portal.logged.filter((line) => line.includes('request failed'));
const countSessions = async () =>
  Number((await portal.app.db.pool.query('select count(*) from sessions')).rows[0].count);

/** No session can be written meanwhile, as on a full disk. */
async function withFullDisk(work: () => Promise<void>): Promise<void> {
  const change = (statements: string) => fillDatabase(portal.databaseUrl, statements);
  await change(`create function refuse() returns trigger language plpgsql as
    $$ begin raise exception 'no space left on device' using errcode = 'disk_full'; end $$`);
  await change('create trigger refuse before insert or update on sessions execute function refuse()');
  try {
    await work();
  } finally {
    await change('drop trigger refuse on sessions');
    await change('drop function refuse()');
  }
}

/** Sends a form on the one connection of the agent, and a page after it on the same. */
async function signInAndGoOn(email: string, password: string): Promise<{ status: number; reused: boolean }> {
  const body = new URLSearchParams({ email, password }).toString();
  const posted = await send('/fr/sign-in', { method: 'POST', body });
  await text(posted.answer);
  const next = await send('/fr', { method: 'GET' });
  await text(next.answer);
  assert.equal(next.answer.statusCode, 200);
  return { status: posted.answer.statusCode ?? 0, reused: next.reused };
}

function send(path: string, { method, body = '' }: { method: string; body?: string }) {
  const headers = {
    'sec-fetch-site': 'same-origin',
    'content-type': 'application/x-www-form-urlencoded',
    'content-length': body.length,
  };
  return new Promise<{ answer: IncomingMessage; reused: boolean }>((done, fail) => {
    const sent = request(new URL(path, portal.origin), { agent, method, headers }, (answer) =>
      done({ answer, reused: sent.reusedSocket }),
    );
    sent.once('error', fail);
    sent.end(body);
  });
}

describe('a new session', () => {
  it('is written once, and its connection goes on', async () => {
    const { person } = await signUp(portal);
    await signInColleague(portal);
    const sessions = await countSessions();
    assert.deepEqual(await signInAndGoOn(person.email, person.password), { status: 303, reused: true });
    assert.equal(await countSessions(), sessions + 1);
    assert.deepEqual(failures(), []);
  });

  it('that cannot be written is told once, with its connection left open, and signs nobody in', async () => {
    const { person } = await signUp(portal);
    const sessions = await countSessions();
    const since = failures().length;
    await withFullDisk(async () => {
      assert.deepEqual(await signInAndGoOn(person.email, person.password), { status: 503, reused: true });
      assert.equal(failures().length, since + 1);
      const visitor = new Visitor(portal);
      await visitor.open('/fr/sign-up');
      assert.equal((await submitSignUp(visitor, lucie())).status, 503);
      assert.equal(visitor.cookie('session'), undefined);
    });
    assert.equal(await countSessions(), sessions);
    assert.equal((await signIn(portal, person)).page.status, 303);
  });
});
