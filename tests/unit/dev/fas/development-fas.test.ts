import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { DEVELOPMENT_CLIENT, type FasConfig } from '../../../../src/config-fas.ts';
import { startDevelopmentFas } from '../../../../src/dev/fas/development-fas.ts';
import { createFas, type Fas } from '../../../../src/platform/fas/fas.ts';
import { atTheEnd } from '../../../support/cleanup.ts';
import { chooseAtFas } from '../../../support/fas/at-fas.ts';
import { freePort } from '../../../support/free-port.ts';

const ASKED = {
  acr: 'urn:be:fedict:iam:fas:citizen:Level400',
  context: 'citizen',
  language: 'nl',
  label: 'nl',
} as const;
let fas: Fas;
before(async () => {
  const config: FasConfig = {
    issuer: `http://127.0.0.1:${await freePort()}/fas/oauth2`,
    ...DEVELOPMENT_CLIENT,
    redirect: 'http://localhost:3000/identification/callback',
    discovery: true,
    enterpriseClaim: 'enterpriseNumber',
    development: true,
  };
  const development = await startDevelopmentFas(config);
  atTheEnd(development.stop);
  fas = createFas(config, { now: () => new Date() });
});

async function identify(button: string) {
  const { address, secrets } = await fas.depart(ASKED);
  const back = await chooseAtFas(address, button);
  assert.equal(back.pathname, '/identification/callback');
  return fas.judge(back.searchParams, secrets);
}

describe('the FAS of development', () => {
  it('identifies whom one chooses, by the means one chooses, as the real one does', async () => {
    assert.deepEqual(await identify('Jan Peeters, itsme'), {
      outcome: 'identified',
      person: {
        subject: '2'.repeat(40),
        nationalNumber: '79021199854',
        firstName: 'Jan',
        lastName: 'Peeters',
        csamLevel: 450,
        acr: 'urn:be:fedict:iam:fas:citizen:Level450',
        means: 'itsme',
        enterpriseNumber: null,
      },
    });
  });

  it('has every persona, each with a national number that can be', async () => {
    for (const name of [
      'Lucie Marie Lambert',
      'Anne-Sophie Van den Bossche - D’Hondt',
      'Amina El Idrissi',
      'Suryani',
    ]) {
      assert.equal((await identify(`${name}, eID`)).outcome, 'identified', name);
    }
  });

  it('says that somebody cancelled', async () => {
    assert.deepEqual(await identify('Cancel'), { outcome: 'refused', reason: 'cancelled' });
  });
});
