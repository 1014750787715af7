import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { type ForgedFas, startForgedFas } from '../../../support/fas/forged-fas.ts';
import { CONFIRM, countRows, forgetPeople, knownNow, setOut } from '../../../support/fas/identify.ts';
import { type Person, signIn, signUp, text } from '../../../support/journeys.ts';
import { startPortal, type TestPortal } from '../../../support/portal.ts';
import type { Visitor } from '../../../support/visitor.ts';

let forged: ForgedFas;
let portal: TestPortal;
let visitor: Visitor;
let person: Person;
before(async () => {
  forged = await startForgedFas();
  portal = await startPortal({ environment: forged.settings });
  ({ visitor, person } = await signUp(portal));
});

/** Goes to FAS from the account page, and is told its answer. */
async function answered(change: (answer: URLSearchParams) => void = () => {}, by = visitor): Promise<string> {
  await by.open('/fr/identification?next=/fr/account');
  const answer = forged.return(await setOut(by));
  change(answer);
  const callback = `/identification/callback?${answer}`;
  await by.open(callback);
  await by.follow();
  return callback;
}
const reasons = () => portal.logged.flatMap((line) => /"reason":"([a-z-]+)"/.exec(line)?.[1] ?? []);

/** Says in the log why, says something to the person, and has changed nothing. */
async function assertRefused(reason: string, said: RegExp): Promise<void> {
  assert.equal(reasons().at(-1), reason);
  assert.match(text(visitor.page.html), said);
  assert.equal(await countRows(portal, 'identities'), 0);
  assert.equal(await countRows(portal, 'identifications'), 0);
  assert.equal(await knownNow(portal, person), null);
  const { rows } = await portal.app.db.pool.query(
    `select details->>'reason' as reason from audit_events where name = 'identification-refused' order by id desc limit 1`,
  );
  assert.equal(rows[0].reason, reason);
}

const FAILED = /L’identification n’a pas réussi/;
const LATE = /n’est plus valable/;
const LOW = /Ce moyen ne suffit pas/;

describe('an answer of FAS is refused, with its own reason in the log and nothing changed', () => {
  const WRONG: readonly (readonly [string, string, RegExp, Parameters<ForgedFas['say']>[0]])[] = [
    ['a lower level', 'too-low', LOW, { token: { acr: 'urn:be:fedict:iam:fas:citizen:Level300' } }],
    ['no level', 'no-level', LOW, { token: { acr: undefined } }],
    ['no algorithm', 'algorithm', FAILED, { alg: 'none' }],
    ['an algorithm whose secret is the public key', 'algorithm', FAILED, { alg: 'HS256' }],
    ['the key of a stranger', 'signature', FAILED, { signedBy: 'stranger' }],
    ['an old nonce', 'nonce', FAILED, { token: { nonce: 'old' } }],
    ['an expired token', 'expired', LATE, { token: { exp: 1_000_000_000 } }],
    ['another audience', 'audience', FAILED, { token: { aud: 'another' } }],
    ['another issuer', 'issuer', FAILED, { token: { iss: 'https://elsewhere.example' } }],
    ['userinfo about another person', 'subject', FAILED, { about: { sub: 'b'.repeat(40) } }],
    ['no national number', 'no-number', FAILED, { about: { egovNRN: '' } }],
    ['a clock ten minutes off', 'clock', /diffèrent trop/, { secondsAhead: 600, lifeSeconds: 3_600 }],
  ];
  for (const [what, reason, said, script] of WRONG) {
    it(`for ${what}`, async () => {
      forged.say(script);
      await answered();
      await assertRefused(reason, said);
    });
  }

  it('for a code that was used before', async () => {
    forged.say();
    await answered((answer) => answer.set('code', 'of another visit'));
    await assertRefused('code', LATE);
  });

  it('without a start', async () => {
    await visitor.open('/identification/callback?code=x&state=fr.nothing');
    await visitor.follow();
    await assertRefused('without-start', FAILED);
  });

  it('in the session of somebody else, who does not learn where it led', async () => {
    forged.say();
    const other = await signUp(portal);
    await other.visitor.open('/fr/identification?next=/fr/account/password');
    const answer = forged.return(await setOut(other.visitor));
    await visitor.open(`/identification/callback?${answer}`);
    await visitor.follow();
    await assertRefused('other-session', FAILED);
    assert.doesNotMatch(visitor.page.url, /password/);
  });

  it('in another session of the same person', async () => {
    forged.say();
    await visitor.open('/fr/identification?next=/fr/account');
    const answer = forged.return(await setOut(visitor));
    const elsewhere = await signIn(portal, person);
    await elsewhere.open(`/identification/callback?${answer}`);
    await elsewhere.follow();
    visitor.page = elsewhere.page;
    await assertRefused('other-session', FAILED);
  });

  it('when forty minutes have passed', async () => {
    forged.say();
    await visitor.open('/fr/identification?next=/fr/account');
    const answer = forged.return(await setOut(visitor));
    portal.clock.advance(41 * 60);
    try {
      await visitor.open(`/identification/callback?${answer}`);
      await visitor.follow();
    } finally {
      portal.clock.advance(-41 * 60);
    }
    await assertRefused('attempt-expired', LATE);
  });
});

describe('an answer of FAS', () => {
  it('is believed from a clock two minutes off', async () => {
    await forgetPeople(portal);
    forged.say({ secondsAhead: 120 });
    await answered();
    assert.match(visitor.page.url, /\/confirmation\//);
  });

  it('is believed from somebody who needed twenty minutes', async () => {
    await forgetPeople(portal);
    await visitor.open('/fr/identification?next=/fr/account');
    const address = await setOut(visitor);
    portal.clock.advance(20 * 60);
    try {
      forged.say({ secondsAhead: 20 * 60 });
      await visitor.open(`/identification/callback?${forged.return(address)}`);
      await visitor.follow();
      await visitor.press(CONFIRM);
      assert.equal(visitor.page.location, '/fr/account');
      assert.equal(await countRows(portal, 'identities'), 1);
    } finally {
      portal.clock.advance(-20 * 60);
    }
  });

  it('is taken once: the same again is refused', async () => {
    await forgetPeople(portal);
    forged.say();
    const callback = await answered();
    await visitor.press(CONFIRM);
    const made = await countRows(portal, 'identifications');
    await visitor.open(callback);
    await visitor.follow();
    assert.equal(reasons().at(-1), 'used-before');
    assert.match(text(visitor.page.html), LATE);
    assert.equal(await countRows(portal, 'identifications'), made);
  });

  it('lets in a person whose name changed, or whose BIS number was replaced', async () => {
    await forgetPeople(portal);
    ({ visitor, person } = await signUp(portal));
    forged.say({ about: { egovNRN: '85473003317' } });
    await answered();
    await visitor.press(CONFIRM);
    forged.say({ about: { egovNRN: '85073003328', surname: 'Dubois' } });
    await answered();
    assert.equal(visitor.page.url, '/fr/account');
    const now = await knownNow(portal, person);
    assert.deepEqual([now?.nationalNumber, now?.lastName], ['85073003328', 'Dubois']);
  });

  it('never puts the national number in the log, nor readable in the database', async () => {
    const { rows } = await portal.app.db.pool.query(
      'select * from identities natural full join identification_attempts',
    );
    assert.ok(rows.length > 0);
    for (const kept of [JSON.stringify(rows), portal.logged.join('\n')])
      assert.doesNotMatch(kept, /85073003328|85473003317/);
  });
});
