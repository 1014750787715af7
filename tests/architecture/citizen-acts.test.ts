import test from 'node:test';
import { assertNone } from '../support/source/source-files.ts';
import { callsOf, placeOf, readSources } from '../support/source/syntax.ts';

const sources = readSources();
/**
 * The features whose transactions belong to no citizen: the staff and the helpdesk have staff-act.ts for theirs, and the register and
 * the audit log know no citizen.
 */
const OF_CITIZENS = /^src\/features\/(?!staff\/|admin\/|helpdesk\/(?!history\/)|register\/|audit\/|health\/)/;
const DOOR = 'src/features/accounts/act-as-citizen.ts';

/** The files of a citizen's features that open a transaction without a signed-in person, and why. */
const NOBODY_SIGNED_IN: ReadonlyMap<string, string> = new Map([
  [DOOR, 'the door itself'],
  ['src/features/submissions/filer/act-as-filer.ts', 'a guest has no account; a citizen goes through the door'],
  ['src/features/accounts/sign-up/sign-up.ts', 'makes the account'],
  ['src/features/accounts/captcha/spend-captcha.ts', 'before there is an account'],
  ['src/features/accounts/sign-in/sign-in.ts', 'judges a password'],
  ['src/features/identification/card-sign-in/judge-card.ts', 'before FAS has named anybody'],
  ['src/features/identification/card-sign-in/sign-in-with-card.ts', 'by whom FAS names; locks the account'],
  ['src/features/accounts/sign-in/sign-out.ts', 'ends a sign-in, also one that has ended'],
  ['src/features/accounts/email/confirm-email.ts', 'by who holds the link; locks the account'],
  ['src/features/accounts/email/change-email.ts', 'by who holds the link; locks the account'],
  ['src/features/accounts/password/reset-password.ts', 'by who holds the link; locks the account'],
  ['src/features/accounts/password/ask-password-reset.ts', 'adds a job for an address, known or not'],
  ['src/features/procedures/versions/publish-procedures.ts', 'the forms of this release, as the portal starts'],
  ['src/features/notifications/deliveries/note-delivery.ts', 'jobs, as they send'],
  ['src/features/notifications/deliveries/settle-mails.ts', 'a job'],
  ['src/features/accounts/email/send-confirmation.ts', 'a job'],
  ['src/features/submissions/figures/count-figures.ts', 'a job'],
  ['src/features/submissions/attachments/sweep-documents.ts', 'a job'],
  ['src/features/submissions/attachments/scanning/scan-pending-documents.ts', 'a job'],
  ['src/features/operations/runs/record-run.ts', 'a command of an operator'],
  ['src/features/submissions/handling/tell-of-overdue.ts', 'a job'],
  ['src/features/accounts/email/send-email-change.ts', 'a job; locks the account'],
  ['src/features/accounts/password/send-password-reset.ts', 'a job'],
  ['src/features/merge/asking/send-merge-link.ts', 'a job'],
  ['src/features/profiles/invitations/send-invitation.ts', 'a job'],
  ['src/features/profiles/access/hand-over-access-requests.ts', 'a job'],
  ['src/features/profiles/members/end-past-memberships.ts', 'a job'],
  ['src/features/accounts/sign-in/note-use.ts', 'writes the day of a session that was just read'],
  ['src/features/own-data/idle/warn-idle-accounts.ts', 'a job'],
  ['src/features/own-data/idle/close-idle-accounts.ts', 'a job; locks the account'],
  ['src/features/submissions/draft/reminders/remind-of-idle-drafts.ts', 'a job'],
  ['src/features/submissions/draft/reminders/remind-of-closing-drafts.ts', 'a job'],
]);

test('a transaction of a citizen is opened by act-as-citizen.ts, which checks that the sign-in is still open, except in the files of the table', () => {
  const wrong = sources
    .filter(({ path }) => OF_CITIZENS.test(path) && !NOBODY_SIGNED_IN.has(path))
    .flatMap((file) => callsOf(file, /\btransaction$/).map((call) => placeOf(file, call)));
  assertNone(wrong, 'take a CitizenActor and call actAsCitizen; else add the file and its reason to NOBODY_SIGNED_IN');
});

test('no page of a citizen opens a transaction or calls actAsCitizen', () => {
  const wrong = sources
    .filter(({ path }) => OF_CITIZENS.test(path) && path.endsWith('.page.ts'))
    .flatMap((file) => callsOf(file, /\btransaction$|^actAsCitizen$/).map((call) => placeOf(file, call)));
  assertNone(wrong, 'a use case writes, and the page answers');
});

test('the table of exceptions names only files that exist and that open a transaction', () => {
  const wrong = [...NOBODY_SIGNED_IN.keys()].filter((path) => {
    const file = sources.find((one) => one.path === path);
    return file === undefined || callsOf(file, /\btransaction$/).length === 0;
  });
  assertNone(wrong, 'take it out of the table');
});
