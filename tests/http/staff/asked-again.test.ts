import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { STAFF_PAGES } from '../../../src/features/admin/staff-pages.ts';
import { ownAccountRoutes } from '../../../src/features/staff/account/routes.ts';
import { ASKED_AGAIN, isAskedAgain } from '../../../src/features/staff/asked-again.ts';
import { sql } from '../../../src/platform/database.ts';
import { startPortal, type TestPortal } from '../../support/portal.ts';
import { signInColleague } from '../../support/staff.ts';

let portal: TestPortal;
before(async () => {
  portal = await startPortal();
});

/** Every form of the staff: whether it asks for the second factor again, or why it does not. */
const FORMS: Record<string, 'asks' | 'handles a request' | 'harms nobody' | 'asks by itself'> = {
  '/access-requests/:id': 'handles a request',
  '/account/app': 'asks',
  '/account/confirmation': 'asks by itself',
  '/account/confirmation/challenge': 'asks by itself',
  '/account/passkeys': 'asks',
  '/account/passkeys/challenge': 'asks',
  '/account/password': 'asks',
  '/account/recovery-codes': 'asks',
  '/account/sessions': 'harms nobody',
  '/audit': 'harms nobody',
  '/citizens/:citizen/email-change': 'asks',
  '/citizens/:citizen/email-confirmation': 'harms nobody',
  '/citizens/:citizen/password-reset': 'harms nobody',
  '/citizens/:citizen/restoration': 'harms nobody',
  '/citizens/:citizen/sign-out': 'harms nobody',
  '/citizens/:citizen/suspension': 'harms nobody',
  '/citizens/:citizen/unlock': 'harms nobody',
  '/citizens/email-changes': 'asks',
  '/citizens/merges': 'asks',
  '/citizens/merges/:merge/refusal': 'harms nobody',
  '/citizens/search': 'harms nobody',
  '/desk': 'handles a request',
  '/desk/:slug': 'handles a request',
  '/jobs': 'harms nobody',
  '/organisations/:enterpriseNumber': 'handles a request',
  '/organisations/:enterpriseNumber/members/:membership': 'handles a request',
  '/procedures/:slug': 'asks',
  '/procedures/:slug/versions/:revision': 'asks',
  '/retention/proposal': 'asks',
  '/retention/runs/:run': 'asks',
  '/retention/runs/:run/transfer': 'asks',
  '/settings': 'asks',
  '/staff': 'asks',
  '/staff/:account/:act': 'asks',
  '/submissions/:reference/assignment': 'handles a request',
  '/submissions/:reference/closing': 'handles a request',
  '/submissions/:reference/complete-file': 'handles a request',
  '/submissions/:reference/completion-request': 'handles a request',
  '/submissions/:reference/decision': 'handles a request',
  '/submissions/:reference/documents': 'handles a request',
  '/submissions/:reference/messages': 'handles a request',
  '/submissions/:reference/national-numbers': 'handles a request',
  '/submissions/:reference/notes': 'handles a request',
  '/submissions/:reference/payment': 'handles a request',
  '/submissions/:reference/reopening': 'handles a request',
  '/submissions/batch': 'handles a request',
  '/submissions/take-over/:colleague': 'handles a request',
  '/submissions/views': 'harms nobody',
  '/submissions/views/:view': 'harms nobody',
};

/** The files that take data of many people out of the portal; figures without names do not. */
const FILES = Object.values(STAFF_PAGES)
  .map(({ path }): string => path)
  .filter((path) => /\.(xlsx|csv|zip)$|\/file$/.test(path) && path !== '/statistics.xlsx');

describe('the second factor', () => {
  it('is asked for again, or said not to be, at every form of the staff', () => {
    const forms = Object.values(STAFF_PAGES).flatMap(({ path, mayAct }) => (mayAct.length > 0 ? [String(path)] : []));
    assert.deepEqual([...forms, ...ownForms()].toSorted(), Object.keys(FORMS).toSorted());
    const asking = [...forms, ...ownForms()].filter(asks);
    assert.deepEqual(
      asking.toSorted(),
      Object.keys(FORMS)
        .filter((path) => FORMS[path] === 'asks')
        .toSorted(),
    );
  });

  it('is asked for again before every file of what people wrote or did, and at no address that is gone', () => {
    assert.deepEqual(
      FILES.filter((path) => !asks(path)),
      [],
    );
    const known = [...Object.values(STAFF_PAGES).map(({ path }): string => path), ...ownForms()];
    assert.deepEqual(
      Object.keys(ASKED_AGAIN).filter((path) => !known.includes(path)),
      [],
    );
  });

  it('stands before another address of a citizen, the settings of a démarche and the file of the audit log', async () => {
    const { visitor: karim } = await signInColleague(portal, 'helpdesk');
    const { visitor: sofia } = await signInColleague(portal, 'administrator');
    await portal.app.db.transaction((tx) =>
      tx.run(sql`update staff_sign_ins set confirmed_at = now() - interval '11 minutes'`),
    );
    const confirms = /action="[^"]*\/account\/confirmation"/;
    assert.match((await karim.post('/fr/admin/citizens/email-changes', { judgement: 'confirm' })).html, confirms);
    assert.match((await karim.post(`/fr/admin/citizens/${crypto.randomUUID()}/email-change`, {})).html, confirms);
    assert.match((await sofia.post('/fr/admin/procedures/event-permit', { open: 'no' })).html, confirms);
    assert.match((await sofia.open('/fr/admin/audit/export.csv')).location ?? '', /\/account\/confirmation\?next=/);
    assert.equal((await sofia.open('/fr/admin/procedures')).status, 200);
  });
});

/** A path below one that asks, such as that of a challenge, asks too where the router says so. */
function asks(path: string): boolean {
  return isAskedAgain(path) || (path.startsWith('/account/') && isAskedAgain(path.replace(/\/challenge$/, '')));
}

/** The addresses of one's own account that take a form, from the router itself. */
function ownForms(): string[] {
  const paths = ownAccountRoutes(portal.app).stack.flatMap(({ route }) => {
    const methods = route?.stack.map(({ method }) => method) ?? [];
    return route !== undefined && methods.includes('post') ? [`/account${route.path}`] : [];
  });
  return [...new Set(paths)];
}
