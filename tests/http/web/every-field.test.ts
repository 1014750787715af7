import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import fc from 'fast-check';
import { STAFF_PAGES } from '../../../src/features/admin/staff-pages.ts';
import { linkToProve, twoAccounts } from '../../support/acts/merges.ts';
import { beginDraft, fillEventPermit } from '../../support/drafts/drafts.ts';
import { insertFoundPerson, NO_ONE_AT_FAS } from '../../support/fas/found-person.ts';
import { tiedDaysAgo } from '../../support/fas/identify.ts';
import { formsOn, type ShownForm } from '../../support/forms.ts';
import { confirmAddress, lucie, signIn, signUp } from '../../support/journeys.ts';
import { OWN_PAGES, PUBLIC_PAGES, profilePages } from '../../support/pages.ts';
import { linkIn, startPortal, type TestPortal } from '../../support/portal.ts';
import { beginProfile, endOf, identify, letIn, newNumber, sharedProfile } from '../../support/profiles.ts';
import { callsOf, readSources, stringOf } from '../../support/source/syntax.ts';
import { addWaitingRequest, askSetUp, signInColleague } from '../../support/staff.ts';
import { askToComplete, filedRequest } from '../../support/submissions/handling.ts';
import { untilFound } from '../../support/until.ts';
import { Visitor } from '../../support/visitor.ts';

let portal: TestPortal;
const forms: ShownForm[] = [];
before(async () => {
  portal = await startPortal({ environment: NO_ONE_AT_FAS });
  const lists = [await publicForms(), await citizenForms(), await linkForms(), await staffForms()];
  const known = new Set<string>();
  for (const form of lists.flat()) {
    const key = `${form.method} ${routeOf(form)} ${[...form.fields.keys()].join(' ')}`;
    if (!known.has(key)) forms.push(form);
    known.add(key);
  }
});

/** Where a form leads, with `:` for each number or id, so that the form of a route is tried once. */
const routeOf = ({ action }: ShownForm) => action.replaceAll(/\/[\w-]*\d[\w-]*(?=\/|$)/g, '/:');

async function formsOnAll(visitor: Visitor, pages: readonly string[]): Promise<ShownForm[]> {
  const found: ShownForm[] = [];
  for (const page of pages) found.push(...(await formsOn(visitor, page)));
  return found;
}

async function publicForms(): Promise<ShownForm[]> {
  const { path } = await askSetUp(portal);
  return [
    ...(await formsOnAll(
      new Visitor(portal),
      PUBLIC_PAGES.map((page) => `/fr${page}`),
    )),
    ...(await formsOnAll(new Visitor(portal), ['/fr/admin/sign-in', path])),
  ];
}

async function citizenForms(): Promise<ShownForm[]> {
  const shared = await sharedProfile(portal);
  const { number, owner, colleague } = shared;
  await signIn(portal, owner.person);
  const asking = await formsOn(colleague.visitor, `/fr/profiles/${number}/access-request`);
  await colleague.visitor.post(`/fr/profiles/${number}/access-request`, { jobTitle: 'staff-member' });
  const pending = await formsOn(colleague.visitor, `/fr/profiles/${number}/access-request`);
  await beginProfile(owner.visitor, newNumber());
  const identity = owner.visitor.page.location ?? '';
  await identify(owner.visitor);
  const responsibilities = owner.visitor.page.location ?? '';
  const own = [...OWN_PAGES.map((page) => `/fr${page}`), ...profilePages(number).map((page) => `/fr${page}`)];
  const end = await endOf(portal, number, owner);
  const draft = await beginDraft(owner.visitor, 'event-permit');
  await fillEventPermit(owner.visitor, draft);
  const pages = ['applicant', 'profile', 'check', 'deletion'].map((page) => `${draft}/${page}`);
  const begun = ['/fr/procedures/event-permit', ...pages];
  return [
    ...asking,
    ...pending,
    ...(await identificationForms()),
    ...(await filedForms()),
    ...(await formsOnAll(owner.visitor, [...own, identity, responsibilities, end, ...begun])),
    ...(await formsOfOneOfTwoManagers()),
  ];
}

/** What may be done with a request that was filed. */
async function filedForms(): Promise<ShownForm[]> {
  const filed = await filedRequest(portal);
  const asked = await filedRequest(portal, { status: 'in-progress' });
  await askToComplete(portal, asked.id, { fields: ['eventName', 'from'] });
  return [
    ...(await formsOnAll(filed.lucie, [
      `/fr${filed.path}`,
      `/fr${filed.path}/withdrawal`,
      `/fr${filed.path}/correction`,
    ])),
    ...(await formsOn(asked.lucie, `/fr${asked.path}/completion`)),
  ];
}

/** What somebody is asked whom FAS has named, how they untie it later, and what their card gives. */
async function identificationForms(): Promise<ShownForm[]> {
  const { visitor, person } = await signUp(portal);
  const confirmation = `/fr/identification/confirmation/${await insertFoundPerson(portal, person.email)}`;
  const asked = await formsOn(visitor, confirmation);
  await visitor.post(confirmation, {});
  await tiedDaysAgo(portal, person);
  const later = ['identity', 'recovery/password', 'recovery/email'].map((page) => `/fr/account/${page}`);
  return [...asked, ...(await formsOnAll(visitor, later))];
}

/** The forms that the only manager of an organisation is not shown. */
async function formsOfOneOfTwoManagers(): Promise<ShownForm[]> {
  const shared = await sharedProfile(portal);
  await letIn(shared, 'manager');
  return formsOnAll(shared.colleague.visitor, ['/fr/account/closing', `/fr/profiles/${shared.number}/role`]);
}

/** The pages that only a link of a mail leads to. */
async function linkForms(): Promise<ShownForm[]> {
  const { visitor: nobody, person } = await signUp(portal);
  const confirmation = await portal.mailTo(person.email, /Confirmez votre adresse/);
  const forms = await formsOn(nobody, new URL(linkIn(confirmation)).pathname);
  await nobody.post('/fr/password-reset', { email: person.email });
  const reset = await portal.mailTo(person.email, /nouveau mot de passe/);
  await nobody.post('/fr/account/email', { email: lucie().email, currentPassword: person.password });
  const changed = await waitForLink(/email-change/);
  const both = await twoAccounts(portal);
  const proof = await linkToProve(portal, both);
  const { number, owner } = await sharedProfile(portal);
  const guest = await signUp(portal);
  await confirmAddress(guest.visitor, guest.person);
  await owner.visitor.post(`/fr/profiles/${number}/members/invite`, { email: guest.person.email, role: 'member' });
  const invitation = new URL(linkIn(await portal.mailTo(guest.person.email, /./))).pathname;
  return [
    ...forms,
    ...(await formsOn(nobody, '/fr/my-space')),
    ...(await formsOn(nobody, new URL(linkIn(reset)).pathname)),
    ...(await formsOn(nobody, changed)),
    ...(await formsOn(both.kept.visitor, proof)),
    ...(await formsOn(guest.visitor, invitation)),
    ...(await formsOn(owner.visitor, `/fr/profiles/${number}/members`)),
  ];
}

async function waitForLink(kind: RegExp): Promise<string> {
  const find = () => portal.mails.find(({ text }) => kind.test(text));
  return new URL(linkIn(await untilFound(find, () => `a mail with a link of ${kind}`))).pathname;
}

async function staffForms(): Promise<ShownForm[]> {
  const { visitor } = await signInColleague(portal);
  const { id, enterpriseNumber } = await addWaitingRequest(portal.app.db);
  const { path: handled } = await filedRequest(portal, { status: 'in-progress' });
  const reference = handled.split('/').at(-1) ?? '';
  const paths = Object.values(STAFF_PAGES)
    .map(({ path }) => `/fr/admin${path}`)
    .filter((path) => !/\.(?:pdf|xlsx|csv)$|:document$/.test(path))
    .map((path) => path.replace(':enterpriseNumber', enterpriseNumber).replace(':id', id))
    .map((path) => path.replace(':reference', reference).replace(':slug', 'event-permit'));
  const own = ['password', 'sessions', 'app', 'passkeys', 'recovery-codes', 'confirmation'].map(
    (page) => `/fr/admin/account/${page}`,
  );
  return formsOnAll(visitor, [...paths, ...own]);
}

/** Ends the session that the other forms need; it sends no field. */
const leaves = ({ action }: ShownForm) => action.endsWith('/sign-out');

async function send({ visitor, method, action, fields }: ShownForm, changed: Record<string, string>): Promise<number> {
  const all = { ...Object.fromEntries(fields), ...changed };
  if (method === 'post') return (await visitor.post(action, all)).status;
  return (await visitor.open(`${action}?${new URLSearchParams(all)}`)).status;
}

const HOSTILE: Record<string, string> = {
  nothing: '',
  spaces: ' \t\u00a0\n',
  'sixty-one letters': 'a'.repeat(61),
  'ten thousand combining marks': '\u0301'.repeat(10_000),
  'ten thousand marks after a letter': `a${'\u0323'.repeat(10_000)}`,
  'thirty thousand digits': '1'.repeat(30_000),
  NUL: 'a\0b',
  'a lone surrogate': 'a\ud800',
  'a direction mark': '\u202eexe.pdf',
  markup: '"><script>alert(1)</script>',
  'a prototype': '__proto__',
  'a placeholder': '{{max}} $& $1',
  'a number too large': '99999999999999999999',
  'a date of another world': '275760-09-13',
};
const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 300 }), fc.constantFrom(...Object.values(HOSTILE)));

/** Addresses that take a form which stands on no page of ours, and where what is hostile in it is tried. */
const WITHOUT_A_FORM: ReadonlyMap<string, string> = new Map([
  ['/identification/callback', 'tests/http/identification/visit/callback.test.ts'],
  ['/passkeys/challenge', 'asked by a script, without a field: tests/http/staff/passkeys/own-passkeys.test.ts'],
  ['/confirmation/challenge', 'asked by a script, without a field: tests/http/staff/confirmation/confirmation.test.ts'],
  ['/set-up/:token/challenge', 'asked by a script, without a field: tests/http/staff/set-up/set-up.test.ts'],
  [
    '/sign-in/passkey/challenge',
    'asked by a script, without a field: tests/http/staff/passkeys/passkey-sign-in.test.ts',
  ],
]);

describe('every field of every form', () => {
  it('stands on a form that was found: no address that takes a form is left out', () => {
    const declared = readSources().flatMap((file) =>
      callsOf(file, /\.post$/).flatMap(({ arguments: [path] }) => stringOf(path) ?? []),
    );
    assert.ok(declared.length > 20);
    const posted = forms.filter(({ method }) => method === 'post').map(({ action }) => action);
    const missing = declared.filter((path) => {
      if (WITHOUT_A_FORM.has(path)) return false;
      const address = new RegExp(`${path.replaceAll(/:\w+/g, '[^/]+')}$`);
      return !posted.some((action) => address.test(action));
    });
    assert.deepEqual(missing, []);
  });

  it('may hold anything hostile: the answer is a page, never an error of ours', async () => {
    for (const form of forms.filter((one) => !leaves(one))) {
      for (const field of form.fields.keys()) {
        for (const [name, value] of Object.entries(HOSTILE)) {
          const status = await send(form, { [field]: value });
          assert.ok(status < 500, `${form.page} → ${form.action}, ${field} = ${name}: ${status}`);
        }
      }
    }
  });

  it('may hold anything at all, together with all others', async () => {
    for (const form of forms.filter((one) => !leaves(one) && one.fields.size > 0)) {
      const shape = Object.fromEntries([...form.fields.keys()].map((name) => [name, text]));
      await fc.assert(
        fc.asyncProperty(fc.record(shape, { requiredKeys: [] }), async (fields) => {
          assert.ok((await send(form, fields as Record<string, string>)) < 500);
        }),
        { numRuns: 8 },
      );
    }
  });
});
