import { beginDraft as pressBegin } from '../drafts/drafts.ts';
import { insertFoundPerson } from '../fas/found-person.ts';
import { tiedDaysAgo } from '../fas/identify.ts';
import { confirmAddress, lucie, signUp } from '../journeys.ts';
import { linkIn, type TestPortal } from '../portal.ts';
import {
  type Account,
  beginProfile,
  createProfile,
  endOf,
  identify,
  idsIn,
  letIn,
  membershipOf,
  newNumber,
  sharedProfile,
} from '../profiles.ts';
import { confirmedCitizen, filingForm, readyDraft } from '../submissions/filing.ts';
import { askToComplete, filedRequest } from '../submissions/handling.ts';
import { fileReport } from '../submissions/messages.ts';
import type { NewSubmission } from '../submissions/submitted.ts';
import { newAddress, Visitor } from '../visitor.ts';

import { linkToProve, provedMerge, twoAccounts } from './merges.ts';

/** A citizen who is about to send a form that changes something. */
export type ReadyAct = { account: Account; path: string; fields: Record<string, string> };
type Act = (portal: TestPortal) => Promise<ReadyAct>;

/** Holds the code of a request that was filed without an account. */
const claim: Act = async (portal) => {
  const guest = new Visitor(portal);
  const path = await fileReport(guest, newAddress('invitee'));
  const { html } = await guest.open(path);
  const [, code = ''] = /verified-code">([0-9A-Z-]{19})</.exec(html) ?? [];
  const reference = path.replace('/fr/submissions/', '');
  return { account: await signUp(portal), path: '/fr/my-space/claim', fields: { reference, code } };
};

const OTHER_PASSWORD = 'quatre lampes bleues marchent';

/** Opens a page of the citizen's own account. */
const onAccount =
  (page: string, fieldsOf: (account: Account) => Record<string, string>): Act =>
  async (portal) => {
    const account = await signUp(portal);
    return { account, path: `/fr${page}`, fields: fieldsOf(account) };
  };

/** Opens a page of a profile that the citizen manages. */
const onProfile =
  (page: string, fields: Record<string, string>): Act =>
  async (portal) => {
    const { number, owner } = await managedProfile(portal);
    return { account: owner, path: `/fr/profiles/${number}/${page}`, fields };
  };

async function managedProfile(portal: TestPortal) {
  const owner = await signUp(portal);
  await confirmAddress(owner.visitor, owner.person);
  const number = newNumber();
  await createProfile(owner.visitor, number);
  return { number, owner };
}

const begin: Act = async (portal) => ({
  account: await signUp(portal),
  path: '/fr/profiles/new/enterprise',
  fields: { enterpriseNumber: newNumber(), acceptTerms: 'yes' },
});

const answerIdentity: Act = async (portal) => {
  const account = await signUp(portal);
  await beginProfile(account.visitor, newNumber());
  const fields = { name: 'Brasserie Dubois', kind: 'enterprise', vatLiable: 'yes' };
  return { account, path: account.visitor.page.location ?? '', fields };
};

const create: Act = async (portal) => {
  const account = await signUp(portal);
  await beginProfile(account.visitor, newNumber());
  await identify(account.visitor);
  return { account, path: account.visitor.page.location ?? '', fields: { jobTitle: 'director' } };
};

const askAccess: Act = async (portal) => {
  const { number, colleague } = await sharedProfile(portal);
  return {
    account: colleague,
    path: `/fr/profiles/${number}/access-request`,
    fields: { jobTitle: 'staff-member' },
  };
};

const withdraw: Act = async (portal) => {
  const asked = await askAccess(portal);
  await asked.account.visitor.post(asked.path, asked.fields);
  return { ...asked, fields: { withdraw: '' } };
};

const decide: Act = async (portal) => {
  const { number, owner, colleague } = await sharedProfile(portal);
  await colleague.visitor.post(`/fr/profiles/${number}/access-request`, { jobTitle: 'staff-member' });
  const path = `/fr/profiles/${number}/members`;
  const [request = ''] = idsIn((await owner.visitor.open(path)).html, 'request');
  return { account: owner, path, fields: { request, decision: 'manager' } };
};

const changeRole: Act = async (portal) => {
  const shared = await sharedProfile(portal);
  await letIn(shared, 'member');
  const membership = await membershipOf(portal, shared.number, shared.colleague);
  return {
    account: shared.owner,
    path: `/fr/profiles/${shared.number}/members`,
    fields: { membership, to: 'manager' },
  };
};

const leave: Act = async (portal) => {
  const shared = await sharedProfile(portal);
  await letIn(shared, 'member');
  return {
    account: shared.colleague,
    path: await endOf(portal, shared.number, shared.colleague),
    fields: { when: 'now' },
  };
};

const cancelInvitation: Act = async (portal) => {
  const { number, owner } = await managedProfile(portal);
  const path = `/fr/profiles/${number}/members`;
  await owner.visitor.post(`${path}/invite`, { email: newAddress('jan'), role: 'member' });
  const [invitation = ''] = idsIn((await owner.visitor.open(path)).html, 'invitation');
  return { account: owner, path, fields: { invitation } };
};

const acceptInvitation: Act = async (portal) => {
  const { number, owner } = await managedProfile(portal);
  const guest = await signUp(portal, lucie({ firstName: 'Jan' }));
  await confirmAddress(guest.visitor, guest.person);
  await owner.visitor.post(`/fr/profiles/${number}/members/invite`, { email: guest.person.email, role: 'member' });
  const link = linkIn(await portal.mailTo(guest.person.email, /invit/));
  return { account: guest, path: new URL(link).pathname, fields: { jobTitle: 'staff-member' } };
};

const becomeMember: Act = async (portal) => {
  const shared = await sharedProfile(portal);
  await letIn(shared, 'manager');
  return { account: shared.owner, path: `/fr/profiles/${shared.number}/role`, fields: { from: 'manager' } };
};

const beginDraft: Act = async (portal) => ({
  account: await signUp(portal),
  path: '/fr/procedures/event-permit/drafts',
  fields: { profile: 'citizen' },
});

/** Makes an act that sends a form of a page of a draft. */
const onDraft =
  (page: string, fields: Record<string, string>): Act =>
  async (portal) => {
    const account = await signUp(portal);
    return { account, path: `${await pressBegin(account.visitor, 'event-permit')}/${page}`, fields };
  };

/** Moves a draft from oneself to an organisation one manages. */
const moveDraft: Act = async (portal) => {
  const { number, owner } = await managedProfile(portal);
  return {
    account: owner,
    path: `${await pressBegin(owner.visitor, 'event-permit')}/profile`,
    fields: { profile: number },
  };
};

const fileDraft: Act = async (portal) => {
  const account = await confirmedCitizen(portal);
  const draft = await readyDraft(account.visitor);
  const form = await filingForm(account.visitor, draft);
  return { account, path: `${draft}/check`, fields: Object.fromEntries(form.map(({ name, value }) => [name, value])) };
};

/** Makes an act that sends a form of a page of a filed request. */
const onRequest =
  (page: string, fields: Record<string, string>, wanted: Omit<NewSubmission, 'email'> = {}): Act =>
  async (portal) => {
    const { lucie: visitor, person, path } = await filedRequest(portal, wanted);
    return { account: { visitor, person }, path: `/fr${path}/${page}`, fields };
  };

const complete: Act = async (portal) => {
  const { lucie: visitor, person, id, path } = await filedRequest(portal, { status: 'in-progress' });
  await askToComplete(portal, id, { fields: ['eventName'] });
  const fields = { revision: '2', askedFields: 'eventName', eventName: 'Fête des voisins' };
  return { account: { visitor, person }, path: `/fr${path}/completion`, fields };
};

const askCorrection: Act = async (portal) => {
  const { lucie: visitor, person, path } = await filedRequest(portal, { status: 'in-progress' });
  await visitor.open(`/fr${path}/correction`);
  const form = { ...hiddenIn(visitor.page.html), text: 'Le nom est à corriger' };
  return { account: { visitor, person }, path: `/fr${path}/correction`, fields: form };
};

/** The hidden controls of a page, which a browser sends with its form. */
const hiddenIn = (html: string): Record<string, string> =>
  Object.fromEntries(
    [...html.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)"/g)].map(([, name = '', value = '']) => [
      name,
      value,
    ]),
  );

/**
 * Every form of a citizen that changes something, by the address that its routes.ts declares. A form that does several
 * things is listed several times.
 */
/** Somebody whom FAS has named, and who is asked whether to keep it. */
const confirmIdentity: Act = async (portal) => {
  const account = await signUp(portal);
  const attempt = await insertFoundPerson(portal, account.person.email);
  return { account, path: `/fr/identification/confirmation/${attempt}`, fields: {} };
};

const untie: Act = async (portal) => {
  const { account, path } = await confirmIdentity(portal);
  await account.visitor.post(path, {});
  return { account, path: '/fr/account/identity', fields: { currentPassword: account.person.password } };
};

const askMergeOf: Act = async (portal) => {
  const { kept, other } = await twoAccounts(portal);
  return { account: kept, path: '/fr/account/merge', fields: { email: other.person.email } };
};

const proveMergeOf: Act = async (portal) => {
  const both = await twoAccounts(portal);
  return { account: both.kept, path: await linkToProve(portal, both), fields: {} };
};

const cancelMergeOf: Act = async (portal) => {
  const { kept, merge } = await provedMerge(portal);
  return { account: kept, path: '/fr/account/merge', fields: { cancel: merge } };
};

/** Makes an act of somebody who tied the card to the account days ago and has just shown it in this sign-in. */
const onRecovery =
  (page: string, fields: Readonly<Record<string, string>>): Act =>
  async (portal) => {
    const { account, path } = await confirmIdentity(portal);
    await account.visitor.post(path, {});
    await tiedDaysAgo(portal, account.person);
    return { account, path: `/fr/account/recovery/${page}`, fields };
  };

export const CITIZEN_ACTS: Readonly<Record<string, readonly Act[]>> = {
  '/email-confirmation': [onAccount('/email-confirmation', () => ({}))],
  '/personal-data': [onAccount('/account/personal-data', () => ({ firstName: 'Lucia', lastName: 'Lambert' }))],
  '/email': [
    onAccount('/account/email', ({ person }) => ({ email: newAddress('new'), currentPassword: person.password })),
  ],
  '/password': [
    onAccount('/account/password', ({ person }) => ({
      currentPassword: person.password,
      password: OTHER_PASSWORD,
      passwordConfirmation: OTHER_PASSWORD,
    })),
  ],
  '/preferences': [
    onAccount('/account/preferences', () => ({ language: 'nl', notifications: 'portal', defaultSpace: 'citizen' })),
  ],
  '/account/identity': [untie],
  '/identification/confirmation/:attempt': [confirmIdentity],
  '/merge': [askMergeOf, cancelMergeOf],
  '/merge/:token': [proveMergeOf],
  '/account/recovery/password': [
    onRecovery('password', { password: OTHER_PASSWORD, passwordConfirmation: OTHER_PASSWORD }),
  ],
  '/account/recovery/email': [onRecovery('email', { email: newAddress('recovered') })],
  '/sessions': [onAccount('/account/sessions', () => ({ signIn: 'others' }))],
  '/data': [onAccount('/account/data', () => ({}))],
  '/closing': [onAccount('/account/closing', ({ person }) => ({ currentPassword: person.password }))],
  '/my-space/claim': [claim],
  '/new/:kind': [begin],
  '/drafts/:draft/identity': [answerIdentity],
  '/drafts/:draft/responsibilities': [create],
  '/:enterpriseNumber/contact': [onProfile('contact', { preferredLanguage: 'de', email: 'autre@exemple.be' })],
  '/:enterpriseNumber/job-title': [onProfile('job-title', { jobTitle: 'staff-member' })],
  '/:enterpriseNumber/role': [becomeMember],
  '/:enterpriseNumber/organisation': [
    onProfile('organisation', { name: 'Café Dubois', kind: 'enterprise', vatLiable: 'no' }),
  ],
  '/:enterpriseNumber/access-request': [askAccess, withdraw],
  '/:enterpriseNumber/members/invite': [onProfile('members/invite', { email: newAddress('jan'), role: 'member' })],
  '/:enterpriseNumber/members/:membership/end': [leave],
  '/:enterpriseNumber/members': [decide, changeRole, cancelInvitation],
  '/invitations/:token': [acceptInvitation],
  '/procedures/:slug/drafts': [beginDraft],
  '/:draft/:step': [onDraft('applicant', { revision: '1', firstName: 'Lucia', leave: 'yes' })],
  '/:draft/check': [fileDraft],
  '/:draft/profile': [moveDraft],
  '/:draft/deletion': [onDraft('deletion', { confirmed: 'yes' })],
  '/submissions/:reference/messages': [onRequest('messages', { text: 'Bonjour' })],
  '/submissions/:reference/withdrawal': [onRequest('withdrawal', { version: '1', reason: '' })],
  '/submissions/:reference/copy': [onRequest('copy', {}, { status: 'delivered' })],
  '/submissions/:reference/completion': [complete],
  '/submissions/:reference/correction': [askCorrection],
};

/** Forms of a citizen that are left out of that list, and why. */
export const NO_CITIZEN_ACTS: Readonly<Record<string, string>> = {
  '/sign-up': 'nobody is signed in',
  '/sign-in': 'nobody is signed in',
  '/identification/callback': 'leads on to the page that judges the answer, and changes nothing',
  '/sign-out': 'ends a sign-in, which one that has ended may do too',
  '/email-confirmation/:token': 'by who holds the link',
  '/password-reset': 'nobody is signed in',
  '/password-reset/:token': 'by who holds the link',
  '/email-change/:token': 'by who holds the link',
  '/verification': 'anybody asks, and nothing changes',
  '/active-profile': 'writes the session alone, which is gone with its sign-in',
};
