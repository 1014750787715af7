import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { createFas } from '../../../../src/platform/fas/fas.ts';
import { FasUnavailable } from '../../../../src/platform/fas/fas-unavailable.ts';
import { CLIENT, type ForgedFas, startForgedFas } from '../../../support/fas/forged-fas.ts';

const ASKED = {
  acr: 'urn:be:fedict:iam:fas:citizen:Level400',
  context: 'citizen',
  language: 'fr',
  label: 'fr',
} as const;
const clock = { now: () => new Date() };
const redirect = 'https://portal.example/identification/callback';

let forged: ForgedFas;
before(async () => {
  forged = await startForgedFas();
});
const settings = () => ({ issuer: forged.issuer, ...CLIENT, redirect, discovery: true, enterpriseClaim: 'urn:cbe' });
const door = () => createFas(settings(), clock);

async function answered(change: (answer: URLSearchParams) => void = () => {}) {
  const fas = door();
  const { address, secrets } = await fas.depart(ASKED);
  const answer = forged.return(address);
  change(answer);
  return fas.judge(answer, secrets);
}

describe('the way to FAS', () => {
  it('asks for a level, a language and a fresh identification, with state, nonce and PKCE', async () => {
    const { address, secrets } = await door().depart(ASKED);
    const { searchParams } = new URL(address);
    for (const [name, value] of Object.entries({
      response_type: 'code',
      client_id: CLIENT.clientId,
      redirect_uri: redirect,
      acr_values: ASKED.acr,
      ui_locales: 'fr',
      prompt: 'login',
      code_challenge_method: 'S256',
      state: secrets.state,
      nonce: secrets.nonce,
    })) {
      assert.equal(searchParams.get(name), value, name);
    }
    assert.match(secrets.state, /^fr\.[\w-]{43}$/);
    assert.ok(!address.includes(secrets.verifier));
  });

  it('needs no discovery document where the settings say so', async () => {
    const fas = createFas({ ...settings(), issuer: 'https://fas.example/fas/oauth2', discovery: false }, clock);
    assert.match((await fas.depart(ASKED)).address, /^https:\/\/fas\.example\/fas\/oauth2\/authorize\?/);
  });

  it('says that FAS is away, and finds it again once it is back', async () => {
    const gone = createFas({ ...settings(), issuer: 'http://127.0.0.1:9/fas/oauth2' }, clock);
    await assert.rejects(gone.depart(ASKED), FasUnavailable);
    await assert.rejects(gone.depart(ASKED), FasUnavailable);
  });
});

describe('an answer of FAS', () => {
  it('says who it was, by which means and how surely', async () => {
    forged.say();
    assert.deepEqual(await answered(), {
      outcome: 'identified',
      person: {
        subject: 'a'.repeat(40),
        nationalNumber: '85073003328',
        firstName: 'Lucie',
        lastName: 'Lambert',
        csamLevel: 500,
        acr: 'urn:be:fedict:iam:fas:citizen:Level500',
        means: 'eid',
        enterpriseNumber: null,
      },
    });
  });

  it('names the organisation that one chose in the claim of the settings, in the context of an enterprise only', async () => {
    const acr = 'urn:be:fedict:iam:fas:enterprise:Level500';
    const numberIn = async (told: Parameters<ForgedFas['say']>[0]) => {
      forged.say(told);
      const answer = await answered();
      return answer.outcome === 'identified' ? answer.person.enterpriseNumber : answer.reason;
    };
    for (const told of ['1999000150', '1999.000.150', 'BE 1999.000.150', ['1999000150']]) {
      assert.equal(await numberIn({ token: { acr }, about: { 'urn:cbe': told } }), '1999000150');
    }
    for (const told of [['1999000150', '1999000249'], [], '', '1999000151', 1_999_000_150, { number: '1999000150' }]) {
      assert.equal(await numberIn({ token: { acr }, about: { 'urn:cbe': told } }), null);
    }
    assert.equal(await numberIn({ token: { acr }, about: { enterpriseNumber: '1999000150' } }), null);
    assert.equal(await numberIn({ about: { 'urn:cbe': '1999000150' } }), null);
  });

  const WRONG: readonly (readonly [string, string, Parameters<ForgedFas['say']>[0]])[] = [
    ['another issuer', 'issuer', { token: { iss: 'https://elsewhere.example' } }],
    ['another audience', 'audience', { token: { aud: 'somebody-else' } }],
    ['another audience in what is said about the person', 'audience', { about: { aud: 'somebody-else' } }],
    ['an old nonce', 'nonce', { token: { nonce: 'of another day' } }],
    ['a token that has expired', 'expired', { token: { exp: 1_000_000_000 } }],
    ['a clock ten minutes ahead', 'clock', { secondsAhead: 600, lifeSeconds: 3_600 }],
    ['a clock ten minutes behind', 'clock', { secondsAhead: -600, lifeSeconds: 3_600 }],
    ['another person than in the token', 'subject', { about: { sub: 'b'.repeat(40) } }],
    ['no level', 'no-level', { token: { acr: undefined } }],
    ['a level in words of another system', 'no-level', { token: { acr: '500' } }],
    ['no national number', 'no-number', { about: { egovNRN: undefined } }],
    ['a number that cannot be', 'no-number', { about: { egovNRN: '85073003329' } }],
    ['no name', 'no-name', { about: { surname: ' ' } }],
    ['no algorithm', 'algorithm', { alg: 'none' }],
    ['an algorithm whose secret is the public key', 'algorithm', { alg: 'HS256' }],
    ['the signature of a stranger', 'signature', { signedBy: 'stranger' }],
    ['the signature of a stranger under what is said about the person', 'signature', { aboutSignedBy: 'stranger' }],
  ];
  for (const [what, reason, said] of WRONG) {
    it(`is refused for ${what}`, async () => {
      forged.say(said);
      assert.deepEqual(await answered(), { outcome: 'refused', reason });
    });
  }

  it('is believed from a clock two minutes ahead or behind', async () => {
    for (const secondsAhead of [120, -120]) {
      forged.say({ secondsAhead });
      assert.equal((await answered()).outcome, 'identified');
    }
  });

  it('is refused when somebody cancelled, for another error, another state and another issuer in the address', async () => {
    forged.say();
    const errors = { error: 'access_denied' };
    const refused = async (changes: Record<string, string>) =>
      answered((answer) => {
        for (const [name, value] of Object.entries(changes)) answer.set(name, value);
      });
    assert.deepEqual(await refused(errors), { outcome: 'refused', reason: 'cancelled' });
    assert.deepEqual(await refused({ error: 'server_error' }), { outcome: 'refused', reason: 'error-of-fas' });
    assert.deepEqual(await refused({ state: 'fr.another' }), { outcome: 'refused', reason: 'answer' });
    assert.deepEqual(await refused({ iss: 'https://elsewhere.example' }), { outcome: 'refused', reason: 'answer' });
  });

  it('is refused when its code was used before, and for a code of nobody', async () => {
    forged.say();
    const fas = door();
    const { address, secrets } = await fas.depart(ASKED);
    const answer = forged.return(address);
    assert.equal((await fas.judge(answer, secrets)).outcome, 'identified');
    assert.deepEqual(await fas.judge(answer, secrets), { outcome: 'refused', reason: 'code' });
  });

  it('is refused in the browser of somebody else, who has no verifier', async () => {
    forged.say();
    const fas = door();
    const [mine, theirs] = [await fas.depart(ASKED), await fas.depart(ASKED)];
    const answer = forged.return(theirs.address);
    assert.deepEqual(await fas.judge(answer, mine.secrets), { outcome: 'refused', reason: 'answer' });
  });

  it('holds people without a first name, with BIS numbers, and born since 2000', async () => {
    for (const [egovNRN, givenName, firstName] of [
      ['85473003317', undefined, null],
      ['85273003371', '', null],
      ['01031500207', 'Anne-Sophie  Marie', 'Anne-Sophie Marie'],
    ] as const) {
      forged.say({ about: { egovNRN, givenName } });
      const result = await answered();
      assert.equal(result.outcome, 'identified');
      if (result.outcome === 'identified') assert.equal(result.person.firstName, firstName);
    }
  });
});
