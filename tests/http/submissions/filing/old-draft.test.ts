import assert from 'node:assert/strict';
import { before, it } from 'node:test';
import { dayFromNow, typedDay } from '../../../support/clocks/days.ts';
import { text } from '../../../support/journeys.ts';
import { startPortal, type TestPortal } from '../../../support/portal.ts';
import { readyParking } from '../../../support/submissions/correction.ts';
import { confirmedCitizen, fileDraft } from '../../../support/submissions/filing.ts';

let portal: TestPortal;
before(async () => {
  portal = await startPortal();
});

const TOO_NEAR = /Il y a un problème .*Choisissez le \d{1,2}(?:er)? \S+ \d{4} ou un jour plus tard/;

it('a draft whose days came too near while it waited is not filed, before it has others', async () => {
  const { visitor: lucie } = await confirmedCitizen(portal);
  const draft = await readyParking(lucie);
  const fresh = await lucie.open(`${draft}/check`);
  assert.doesNotMatch(text(fresh.html), TOO_NEAR);
  // As if the draft had been filled in weeks ago, for days that were far enough then.
  const days = { from: dayFromNow(1), until: dayFromNow(2) };
  const { pool } = portal.app.db;
  await pool.query('update drafts set answers = answers || $2 where id = $1', [draft.split('/').at(-1), days]);
  lucie.choose('Mes réponses sont exactes et complètes.');
  const refused = await lucie.press('Introduire la demande');
  assert.equal(refused.status, 422);
  assert.match(text(refused.html), TOO_NEAR);
  assert.match(refused.html, /href="#step-when"/);
  const shown = await lucie.open(`${draft}/check`);
  assert.match(text(shown.html), TOO_NEAR, 'said before the button is pressed');
  const [, way = ''] = /href="([^"]+\/when\?from=check)#fromDay"/.exec(shown.html) ?? [];
  await lucie.open(way);
  for (const [name, count] of [
    ['from', 40],
    ['until', 41],
  ] as const) {
    const { day, month, year } = typedDay(dayFromNow(count));
    lucie.type(`${name}Day`, day).type(`${name}Month`, month).type(`${name}Year`, year);
  }
  assert.equal((await lucie.press('Suivant')).location, `${draft}/check`);
  assert.match((await fileDraft(lucie, draft)).location ?? '', /^\/fr\/submissions\//);
});
