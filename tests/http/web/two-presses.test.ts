import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { CITIZEN_ACTS, type ReadyAct } from '../../support/acts/citizen-acts.ts';
import { NO_ONE_AT_FAS } from '../../support/fas/found-person.ts';
import { text } from '../../support/journeys.ts';
import { startPortal, type TestPortal } from '../../support/portal.ts';
import { countingEffects } from '../../support/presses/effects.ts';
import { eachOvertaking } from '../../support/presses/overtaken.ts';
import type { Answer } from '../../support/visitor.ts';

let portal: TestPortal;
before(async () => {
  portal = await startPortal({ environment: { ...NO_ONE_AT_FAS } });
});

/** Where the two presses of a form are not answered alike: what the other one reads, which is true. */
const OTHER_ANSWERS: Readonly<Record<string, RegExp>> = {
  // Nobody is signed in any more who could be told.
  '/closing 1': /^401 .*Votre session est terminée\. Connectez-vous\./,
  '/merge 2': /^422 .*cette demande n’attend plus\. Si vous veniez de l’annuler, c’est fait\./,
  // Where these bring the id of their form, they lead to the draft: see the tests of both pages.
  '/procedures/:slug/drafts 1': /^200 .*Vous avez déjà commencé cette démarche Reprenez-la/,
  '/submissions/:reference/copy 1': /^200 .*Vous avez déjà commencé cette démarche Reprenez-la/,
  // Leads on to that step.
  '/:draft/profile 1': /^303 \/fr\/drafts\/[0-9a-f-]{36}$/,
};
/** Forms that these tests send without the id of the form that their pages give, and forms that note each time they are sent. */
const DONE_TWICE: Readonly<Record<string, string>> = {
  '/merge 1': 'without the id of the form',
  '/submissions/:reference/messages 1': 'without the id of the form',
  '/data 1': 'a file each',
  '/personal-data 1': 'noted in the audit log',
  '/preferences 1': 'noted in the audit log',
  '/sessions 1': 'noted in the audit log',
  '/email-confirmation 1': 'a mail each, as one that was asked for again',
  '/email 1': 'a mail each, as one that was asked for again',
  '/account/recovery/email 1': 'a mail each, as one that was asked for again',
};

/** What a page says; of a file, that there is one. */
function said({ status, location, html, headers }: Answer): string {
  const page = headers.get('content-type')?.startsWith('text/html') ?? false;
  return `${status} ${location ?? (page ? text(html).trim() : 'a file')}`;
}

const send = ({ account, path, fields }: ReadyAct) => account.visitor.post(path, fields);

/** An address that no other run invited, as each may receive a few mails a day only. */
function freshly(ready: ReadyAct, at: number): ReadyAct {
  const { email } = ready.fields;
  if (email === undefined || !ready.path.endsWith('/invite')) return ready;
  return { ...ready, fields: { ...ready.fields, email: `${at}.${email}` } };
}

describe('two presses of a citizen, of which one comes between any two statements of the other', () => {
  for (const [path, acts] of Object.entries(CITIZEN_ACTS)) {
    acts.forEach((act, index) => {
      const name = `${path} ${index + 1}`;
      it(`are answered alike, and are one: ${name}`, async () => {
        let run = 0;
        const prepare = async () => {
          run += 1;
          return { ...freshly(await act(portal), run), count: await countingEffects(portal) };
        };
        const once = await prepare();
        assert.ok((await send(once)).status < 400);
        const effects = await once.count();
        await eachOvertaking(portal, { prepare, press: send }, async ({ first, second }, { at, ready }) => {
          const met = `before statement ${at}`;
          const other = OTHER_ANSWERS[name];
          const answers = [said(first), said(second)];
          if (other === undefined) assert.equal(said(second), said(first), met);
          else assert.ok(said(first) === said(second) || answers.some((one) => other.test(one)), `${met}: ${answers}`);
          assert.ok(
            answers.some((one) => one.startsWith('303') || path === '/data'),
            `${met}: ${answers}`,
          );
          if (DONE_TWICE[name] === undefined) assert.deepEqual(await ready.count(), effects, met);
        });
      });
    });
  }
});
