import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { loadDefinitions } from '../../../src/features/procedures/definitions.ts';
import { startPortal, type TestPortal } from '../../support/portal.ts';
import { signInColleague } from '../../support/staff.ts';
import { confirmedCitizen, fileEventPermit } from '../../support/submissions/filing.ts';
import { filedRequest, hurryNews } from '../../support/submissions/handling.ts';

const DEPARTMENT = 'fetes@exemple.be';
let portal: TestPortal;
before(async () => {
  const definitions = loadDefinitions().map((one) =>
    one.slug === 'event-permit' ? { ...one, contact: { ...one.contact, email: DEPARTMENT } } : one,
  );
  portal = await startPortal({ definitions });
});

/** Nadia takes the request on the French pages. Returns the mail that says so. */
async function mailOnceTaken({ person, path }: Awaited<ReturnType<typeof filedRequest>>) {
  const { visitor: nadia } = await signInColleague(portal, 'agent', ['festivities', 'rooms']);
  await nadia.open(`/fr/admin${path}`);
  assert.equal((await nadia.press('Je m’en charge')).status, 303);
  await hurryNews(portal);
  return portal.mailTo(person.email, new RegExp(path.split('/').at(-1) ?? ''));
}

describe('a mail about a request', () => {
  it('is answered to its department, where that has an address of its own, and else to the commune', async () => {
    assert.equal((await mailOnceTaken(await filedRequest(portal))).replyTo, DEPARTMENT);
    assert.equal((await mailOnceTaken(await filedRequest(portal, { slug: 'room-rental' }))).replyTo, null);
    const { visitor, person } = await confirmedCitizen(portal);
    const reference = (await fileEventPermit(visitor)).split('/').at(-1) ?? '';
    assert.equal((await portal.mailTo(person.email, new RegExp(reference))).replyTo, DEPARTMENT);
  });

  it('is in the language of the request, not in that of the account or of the agent', async () => {
    const mail = await mailOnceTaken(await filedRequest(portal, { language: 'de' }));
    assert.equal(mail.language, 'de');
    assert.match(mail.text, /\/de\/submissions\//);
  });
});
