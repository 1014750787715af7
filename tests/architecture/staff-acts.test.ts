import test from 'node:test';
import { assertNone } from '../support/source/source-files.ts';
import { callsOf, placeOf, readSources } from '../support/source/syntax.ts';

const sources = readSources();
/** The features that no citizen acts in: citizen-acts.test.ts reads all others, those where the staff acts too. */
const OF_STAFF = /^src\/features\/(?:staff|admin|helpdesk(?!\/history)|register|audit|health)\//;

/** The doors: each opens one transaction and writes one line of the audit log. */
const DOORS = new Set([
  'src/features/staff/staff-act.ts',
  'src/features/staff/staff-opening.ts',
  'src/features/staff/account/act-on-own-account.ts',
]);
/** The other files that open a transaction, or write a line of the audit log, and why. */
const BY_THEMSELVES: ReadonlyMap<string, string> = new Map([
  ['src/features/staff/guard.ts', 'says which page somebody may not open'],
  ['src/features/staff/sign-in/sign-in-staff.ts', 'judges a password and a code'],
  ['src/features/staff/sign-in/begin-staff-sign-in.ts', 'what each way of signing in writes'],
  ['src/features/staff/sign-in/interrupted-staff-form.ts', 'keeps a form of who has just signed in'],
  ['src/features/staff/sign-in/sign-out-staff.ts', 'ends a sign-in, also one that has ended'],
  ['src/features/staff/passkeys/challenges.ts', 'before a passkey has named anybody'],
  ['src/features/staff/passkeys/sign-in-by-passkey.ts', 'judges a passkey'],
  ['src/features/staff/confirmation/confirm-factor.ts', 'judges a second factor, and writes down a wrong one too'],
  ['src/features/staff/set-up/set-up-staff.ts', 'by who holds the link; locks the account'],
  ['src/features/staff/set-up/add-staff-member.ts', 'a command of an operator'],
  ['src/features/staff/set-up/give-departments.ts', 'a command of an operator'],
  ['src/features/staff/accounts/send-staff-invitation.ts', 'a job'],
  ['src/features/helpdesk/search/search-citizens.ts', 'bounds the time of a search, which writes nothing'],
  ['src/features/helpdesk/email-change/send-due-email-changes.ts', 'a job'],
  ['src/features/admin/submissions/export/make-export.ts', 'a job'],
  ['src/features/admin/submissions/export/sweep-exports.ts', 'a job'],
  ['src/features/admin/retention/carry-out-runs.ts', 'a job'],
  ['src/features/admin/retention/finish-run.ts', 'the end of that job'],
  ['src/features/admin/retention/transfer/pack-run.ts', 'a job'],
  ['src/features/admin/retention/transfer/note-package-taken.ts', 'as the last byte of a file leaves'],
  ['src/features/audit/chain/seal-audit-days.ts', 'a job'],
]);
const ALONE = /\btransaction$|^insertAuditEvent$/;

test('what the staff does or is shown passes through staffAct, staffOpening or actOnOwnAccount, except in the files of the table', () => {
  const wrong = sources
    .filter(({ path }) => OF_STAFF.test(path) && !DOORS.has(path) && !BY_THEMSELVES.has(path))
    .flatMap((file) => callsOf(file, ALONE).map((call) => placeOf(file, call)));
  assertNone(wrong, 'take a StaffActor and call a door; else add the file and its reason to BY_THEMSELVES');
});

test('a door opens one transaction and writes the audit log in one place', () => {
  const wrong = sources
    .filter(({ path }) => DOORS.has(path))
    .filter((file) => callsOf(file, /\btransaction$/).length !== 1 || callsOf(file, /^insertAuditEvent$/).length !== 1)
    .map(({ path }) => path);
  assertNone(wrong, 'an act and an opening are said once');
});

test('no page opens a transaction, passes through a door, or writes to the audit log', () => {
  const wrong = sources
    .filter(({ path }) => /\.(?:page|step)\.ts$/.test(path))
    .flatMap((file) =>
      callsOf(file, /\btransaction$|^(?:insertAuditEvent|staffAct|staff(?:File)?Opening|actOnOwnAccount)$/).map(
        (call) => placeOf(file, call),
      ),
    );
  assertNone(wrong, 'a use case writes, and the page answers');
});

test('the tables name only files that exist and that open a transaction or write to the audit log', () => {
  const wrong = [...DOORS, ...BY_THEMSELVES.keys()].filter((path) => {
    const file = sources.find((one) => one.path === path);
    return file === undefined || callsOf(file, ALONE).length === 0;
  });
  assertNone(wrong, 'take it out of the table');
});
