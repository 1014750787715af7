import assert from 'node:assert/strict';
import test from 'node:test';
import type { Node } from 'oxc-parser';
import { STAFF_PAGES, type StaffPage } from '../../src/features/admin/staff-pages.ts';
import { importsOf } from '../support/source/declarations.ts';
import { assertNone } from '../support/source/source-files.ts';
import {
  ancestorsOf,
  callsOf,
  nameOf,
  nodesOf,
  parseSource,
  placeOf,
  readSources,
  type SourceFile,
  textOf,
} from '../support/source/syntax.ts';

const sources = readSources();
const REQUEST_TYPES = /^(?:Request|Response|NextFunction|RequestHandler|ErrorRequestHandler)$/;
const KNOWS_REQUESTS = /\.(?:page|step)\.ts$|\/(?:routes|guard)\.ts$|^src\/(?:[\w-]+\.ts$|web\/)/;
/** The files beside pages and guards that several of them share, and why each needs the request. */
const SHARED_BY_PAGES: ReadonlyMap<string, string> = new Map([
  ['src/features/profiles/profile-pages.ts', 'who may open a page of a profile'],
  ['src/features/submissions/draft/draft-pages.ts', 'who may open a page of a draft'],
  ['src/features/submissions/attachments/document-routes.ts', 'the guards of the forms that bring documents'],
  ['src/features/submissions/attachments/receive-form.ts', 'a form with documents, read behind the guard'],
  ['src/features/submissions/attachments/send-document.ts', 'a document handed out by several pages'],
  ['src/features/submissions/receipt/send-receipt.ts', 'a receipt sent by several pages'],
  ['src/features/submissions/draft/draft-offer.ts', 'what is under way, offered by each page that begins a draft'],
  ['src/features/submissions/amendment/amendment-handlers.ts', 'what completion and correction share'],
  ['src/features/submissions/follow-up/shown-submission.ts', 'a page that several forms stand on'],
  ['src/features/admin/submissions/shown-submission.ts', 'a page that several forms stand on'],
  ['src/features/admin/submissions/shown-destroyed.ts', 'what stands in the place of a page that is gone'],
  ['src/features/admin/receive-staff-form.ts', 'a form with documents, read behind the guard'],
  ['src/features/admin/submissions/receive-handling-form.ts', 'such a form, about a submission that the agent may see'],
  ['src/features/admin/submissions/submission-address.ts', 'the list that the address of each of these pages keeps'],
  ['src/features/helpdesk/account/open-account-asked.ts', 'the account that the pages of the helpdesk stand on'],
  ['src/features/admin/staff-links.ts', 'the pages that the banner of the staff shows'],
  ['src/features/submissions/filer/guest.ts', 'the cookie of somebody without an account'],
  ['src/features/profiles/profiles-banner.ts', 'the profiles that the banner of each page shows'],
  ['src/features/profiles/profile-navigation.ts', 'the navigation that these pages show'],
  ['src/features/accounts/signed-in-citizen.ts', 'the citizen of a request, for the guard and pages'],
  ['src/features/accounts/sign-in/interrupted-form.ts', 'a form kept while its session ended'],
  ['src/features/accounts/sign-in/note-use.ts', 'the first request of a day in a session'],
  ['src/features/accounts/sign-in/sign-in-form.ts', 'the sign-in page, shown by the guard too'],
  ['src/features/credentials/known-browser.ts', 'the cookie of a browser that signed in before'],
  ['src/features/staff/signed-in-staff.ts', 'the colleague of a request, for the guard and pages'],
  ['src/features/staff/sign-in/start-staff-session.ts', 'the session that each way of signing in starts'],
  ['src/features/staff/account/own-actor.ts', 'who acts on their own account, for its pages'],
  ['src/features/staff/sign-in/interrupted-staff-form.ts', 'a form kept while its session ended'],
  ['src/features/staff/confirmation/confirmation-form.ts', 'asked by the guard too'],
  ['src/features/staff/sign-in/staff-destination.ts', 'where each way of signing in leads'],
  ['src/features/staff/sign-in/staff-sign-in-form.ts', 'the sign-in page of the staff, shown by the guard too'],
]);

test('types of requests and answers are imported from express by pages, guards, routes, src/web, the top of src and the table only', () => {
  const wrong = sources
    .filter(({ path }) => !KNOWS_REQUESTS.test(path) && !SHARED_BY_PAGES.has(path))
    .flatMap((file) =>
      importsOf(file)
        .filter(({ specifier, names }) => specifier === 'express' && names.some((name) => REQUEST_TYPES.test(name)))
        .map(({ line }) => `${file.path}:${line}`),
    );
  assertNone(wrong, 'a use case and a repository are given values, and the page answers');
});

test('what ends a request with a status is imported from src/web by the same files only', () => {
  const ends = endingRequests();
  const wrong = sources
    .filter(({ path }) => !KNOWS_REQUESTS.test(path) && !SHARED_BY_PAGES.has(path))
    .flatMap((file) =>
      importsOf(file)
        .filter(({ target, names }) => target?.startsWith('src/web/') && names.some((name) => ends.has(name)))
        .map(({ line, names }) => `${file.path}:${line} imports ${names.join(', ')}`),
    );
  assertNone(wrong, 'a use case returns an outcome, or throws an error of src/domain, and the page answers');
});

test('what ends a request with a status is found by what it throws, and by what it calls', () => {
  const ends = endingRequests();
  for (const name of ['Refusal', 'takeFromQuota', 'refuseFormOfAnother', 'postedOf', 'fieldsOf']) {
    assert.ok(ends.has(name), name);
  }
  assert.ok(!ends.has('parseForm') && !ends.has('rowIdIn'));
});

test('no object holds a request or an answer beside other arguments', () => {
  const wrong = sources.flatMap((file) => bagsIn(file).map((node) => `${placeOf(file, node)} ${textOf(file, node)}`));
  assertNone(wrong, 'give req or res as a parameter of its own: three parameters at most, or a missing name');
});

const BAGS: [string, number][] = [
  ['const show = (app: App, { res, form }: Shown) => res;', 1],
  ['type Shown = { res: Response; form: Form };', 1],
  ['interface Shown { asked: Request }', 1],
  ['function show({ req: asked }: Shown) {}', 1],
  ['class Page { show({ form, res }: Shown) {} }', 1],
  ['const show = (req: Request, res: Response, { form }: Shown) => res;', 0],
  ['const { res } = shown; const html = { res };', 0],
  ['type Page = { get(req: Request, res: Response): void; requests: Request[] };', 0],
];
for (const [text, count] of BAGS) {
  test(`${count === 0 ? 'no object with a request' : 'an object with a request'} is found in: ${text}`, () => {
    assert.equal(bagsIn(parseSource('src/features/site/faq.page.ts', text)).length, count);
  });
}

test('the table of exceptions names only files that exist', () => {
  assertNone([...SHARED_BY_PAGES.keys()].filter((path) => !sources.some((file) => file.path === path)));
});

test('the raw target of a request, which may name another host, is read in own-path.ts and same-origin.ts only', () => {
  const readers = new Set(['src/web/pipeline/own-path.ts', 'src/web/pipeline/same-origin.ts']);
  const wrong = sources.filter(({ path }) => !readers.has(path)).flatMap(rawTargetsIn);
  assertNone(wrong, 'requestedPath, of src/web/pipeline/own-path.ts');
});

for (const text of ['const next = req.originalUrl;', 'const { originalUrl } = req;', 'save(res.req.url);']) {
  test(`a raw target is found in: ${text}`, () => {
    assert.equal(rawTargetsIn(parseSource('src/features/accounts/guard.ts', text)).length, 1);
  });
}

test('a page that shows a form again leaves the status of its answer to renderForm', () => {
  const pages = sources.filter(({ path }) => path.startsWith('src/features/'));
  assertNone(pages.flatMap(statusesIn), 'renderForm, told what is wrong: errors, refused, late, tooMany');
});

const STATUSES: [string, number][] = [
  ['runView.render(res, page, form.errors.length > 0 ? 422 : 200);', 1],
  ['show(res, { form, status: outcome === "too-many" ? 429 : 422 });', 2],
  ['type Shown = { form: Form; status: 409 | 422 };', 2],
  ['runView.renderForm(res, page, { ...form, late: seen === null });', 0],
  ['res.status(422).json({});', 0],
  ['runView.render(res, page, 410);', 0],
];
for (const [text, count] of STATUSES) {
  test(`${count === 0 ? 'no status of a form is' : 'each status of a form is'} found in: ${text}`, () => {
    assert.equal(statusesIn(parseSource('src/features/site/faq.page.ts', text)).length, count);
  });
}

/** Finds the statuses that `renderForm` chooses. What answers a script with JSON shows no form. */
function statusesIn(file: SourceFile): string[] {
  return nodesOf(file, 'Literal')
    .filter(({ value }) => value === 409 || value === 422 || value === 429)
    .filter((node) => !/^res\.status\(\d+\)$/.test(textOf(file, ancestorsOf(file, node)[0] ?? node)))
    .map((node) => placeOf(file, node));
}

/** Returns what src/web exports or holds that throws a Refusal, by itself or through another. */
function endingRequests(): ReadonlySet<string> {
  const ofWeb = sources.filter(({ path }) => path.startsWith('src/web/'));
  const names = new Set(['Refusal']);
  for (let known = 0; known < names.size; ) {
    known = names.size;
    const calls = new RegExp(`^(?:new )?(?:${[...names].join('|')})$`);
    for (const file of ofWeb) for (const call of callsOf(file, calls)) names.add(topName(file, call));
  }
  names.delete('');
  return names;
}

/** Returns the name of the function or constant of the file that a node stands in; empty for none. */
function topName(file: SourceFile, node: Node): string {
  const statement = ancestorsOf(file, node).at(-2);
  const declared = statement?.type === 'ExportNamedDeclaration' ? statement.declaration : statement;
  if (declared?.type === 'VariableDeclaration') return nameOf(declared.declarations[0]?.id) ?? '';
  return declared?.type === 'FunctionDeclaration' ? (nameOf(declared.id) ?? '') : '';
}

test('a page of the staff reads documents exactly where the table of pages says that its form brings some', () => {
  const admin = sources.filter(({ path }) => path.startsWith('src/features/admin/'));
  const readers = admin
    .filter((file) => callsIn(file, /^receive(?:Staff|Handling)Form$/).length > 0)
    .flatMap(({ text }) => [...text.matchAll(/export const (\w+Page) =/g)].map(([, name = '']) => name));
  const named = admin.flatMap(({ text }) => [...text.matchAll(/^ {4}(\w+): (\w+Page)\(/gm)]);
  const reading = named.filter(([, , page = '']) => readers.includes(page)).map(([, name]) => name);
  const told = Object.entries<StaffPage>(STAFF_PAGES).filter(([, { documents }]) => documents === true);
  assert.deepEqual(reading.toSorted(), told.map(([name]) => name).toSorted());
});

test('a route of the citizens reads documents only at an address that it names among those of documents', () => {
  const told = new Set(['ABOUT_SUBMISSION', 'STEP']);
  const readers = sources.flatMap((file) => callsIn(file, /^receive(?:ForSubmission|Documents)$/));
  assert.equal(readers.length, told.size);
  assertNone(readers.filter(({ address }) => !told.has(address)).map(({ place }) => place));
});

/** Finds the calls of these functions, and the address of the route that each is a handler of. */
function callsIn(file: SourceFile, called: RegExp): { place: string; address: string }[] {
  return nodesOf(file, 'CallExpression')
    .filter(({ callee }) => called.test(textOf(file, callee)))
    .map((node) => {
      const [route] = ancestorsOf(file, node);
      const [first] = route?.type === 'CallExpression' ? route.arguments : [];
      return { place: placeOf(file, node), address: first === undefined ? '' : textOf(file, first) };
    });
}

function rawTargetsIn(file: SourceFile): string[] {
  const members = nodesOf(file, 'MemberExpression').filter((node) =>
    /\breq\.(?:originalUrl|url)$/.test(textOf(file, node)),
  );
  const taken = nodesOf(file, 'Property').filter(({ key }) => nameOf(key) === 'originalUrl');
  return [...members, ...taken].map((node) => placeOf(file, node));
}

/** Finds properties of a type that are a Request or a Response, and `req` or `res` taken out of a parameter. */
function bagsIn(file: SourceFile): Node[] {
  const typed = nodesOf(file, 'TSPropertySignature').filter(
    ({ typeAnnotation }) =>
      typeAnnotation !== null && /^:\s*(?:Request|Response)\b(?!\[)/.test(textOf(file, typeAnnotation)),
  );
  const taken = nodesOf(file, 'ObjectPattern').filter(
    (pattern) =>
      /Function/.test(ancestorsOf(file, pattern)[0]?.type ?? '') &&
      pattern.properties.some(
        (property) => property.type === 'Property' && /^(?:req|res)$/.test(nameOf(property.key) ?? ''),
      ),
  );
  return [...typed, ...taken];
}
