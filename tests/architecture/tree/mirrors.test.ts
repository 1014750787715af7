import test from 'node:test';
import { importsOf } from '../../support/source/declarations.ts';
import { assertNone, isFile, LANGUAGES, listFeatures, listFiles, readText } from '../../support/source/source-files.ts';
import {
  ancestorsOf,
  callsOf,
  nodesOf,
  readSources,
  type SourceFile,
  stringOf,
  textOf,
} from '../../support/source/syntax.ts';

const sources = readSources();
const features = listFeatures();

/** Pages that have no template of their own, and why. */
const WITHOUT_VIEW: ReadonlyMap<string, string> = new Map([
  ['src/features/accounts/captcha/captcha.page.ts', 'answers pictures, sounds and JSON'],
  ['src/features/accounts/sign-in/sign-out.page.ts', 'a POST that leads to the sign-in page'],
  ['src/features/staff/sign-in/sign-out.page.ts', 'a POST that leads to the sign-in page of the staff'],
  ['src/features/profiles/active-profile.page.ts', 'a POST that leads to Mon espace'],
  ['src/features/my-space/submissions-sheet.page.ts', 'answers a spreadsheet'],
  ['src/features/submissions/receipt/receipt.page.ts', 'answers a PDF'],
  ['src/features/admin/submissions/receipt.page.ts', 'answers a PDF'],
  ['src/features/admin/submissions/document.page.ts', 'hands out a document'],
  ['src/features/admin/statistics/statistics-export.page.ts', 'answers a spreadsheet'],
  ['src/features/admin/retention/transfer/package.page.ts', 'hands out a ZIP'],
  ['src/features/admin/submissions/documents/issued.page.ts', 'hands out a document'],
  ['src/features/commune/wordmark.page.ts', 'answers a picture'],
  ['src/features/admin/settings/stored-wordmark.page.ts', 'answers a picture'],
  ['src/features/submissions/issued/issued-document.page.ts', 'hands out a document'],
  ['src/features/identification/visit/callback.page.ts', 'leads on to the page in the language of the departure'],
  ['src/features/identification/visit/departure.page.ts', 'leads to FAS'],
  ['src/features/identification/visit/return.page.ts', 'leads on to the page that asked, or to what to do'],
  ['src/features/submissions/attachments/draft-document.page.ts', 'hands out a document'],
  ['src/features/submissions/attachments/submission-document.page.ts', 'hands out a document'],
  ['src/features/submissions/messages/message.page.ts', 'its form stands on the page of the submission'],
  ['src/features/admin/submissions/messages/message.page.ts', 'its form stands on the page of the submission'],
  ['src/features/admin/submissions/notes/note.page.ts', 'its form stands on the page of the submission'],
  ['src/features/submissions/draft/resume.page.ts', 'leads to the step where a draft goes on'],
  ['src/features/staff/passkeys/passkey-sign-in.page.ts', 'shows the sign-in page of the staff when it is refused'],
  ['src/features/submissions/draft/step/autosave.page.ts', 'answers JSON to the script of a step'],
]);
/** Templates of a feature that have no page of the same name, and why. */
const WITHOUT_PAGE: ReadonlyMap<string, string> = new Map([
  ['views/own-data/read-me.ejs', 'a file of the download of one’s data'],
  ['views/admin/submissions/destroyed.ejs', 'the page of a submission shows it in its place'],
]);
/** Features that have no texts for visitors, and why. */
const WITHOUT_TEXTS: ReadonlyMap<string, string> = new Map([
  ['health', 'read by machines'],
  ['operations', 'typed and read by operators'],
  ['register', 'says nothing to visitors'],
]);
const TEST_KINDS = ['unit', 'database', 'http', 'browser'];

test('each page of a feature has its template at the mirrored path, and each such template its page, except those in the tables', () => {
  const pages = sources.map(({ path }) => path).filter((path) => /^src\/features\/.*\.(?:page|step)\.ts$/.test(path));
  const missing = pages
    .filter((page) => !WITHOUT_VIEW.has(page) && !isFile(viewOf(page)))
    .map((page) => `${page} has no ${viewOf(page)}`);
  const drawn = new Set(pages.map(viewOf));
  const orphans = listFiles('views', /\.ejs$/)
    .filter((view) => !/^views\/(?:partials|emails|errors)\/|^views\/layout\.ejs$/.test(view))
    .filter((view) => !drawn.has(view) && !WITHOUT_PAGE.has(view))
    .map((view) => `${view} has no page of that name in src/features`);
  assertNone([...missing, ...orphans], 'give both the same name; else add it to the table with the reason');
});

test('view<Model>() names the model and a file that the first line of its template names, and draws each template but partials, mails and the layout', () => {
  const calls = sources.flatMap((file) =>
    callsOf(file, /^view$/).flatMap(({ typeArguments, arguments: [name] }) => {
      const [type] = typeArguments?.params ?? [];
      return type === undefined ? [] : [{ file, type: textOf(file, type), name: stringOf(name) ?? '' }];
    }),
  );
  const wrong = calls.flatMap(({ file, type, name }) => {
    const view = `views/${name}.ejs`;
    if (!isFile(view)) return [`${file.path}: there is no ${view}`];
    const [, named, source] = /^<%# view: (\w+) from (\S+)/.exec(readText(view)) ?? [];
    const known = source === file.path || importsOf(file).some(({ target }) => target === source);
    return named === type && known ? [] : [`${view}:1 names ${named} from ${source}, ${file.path} gives ${type}`];
  });
  assertNone(wrong, 'name the same type on both sides, or the typed view checks nothing');
  const used = new Set(calls.map(({ name }) => `views/${name}.ejs`));
  const forgotten = listFiles('views', /\.ejs$/).filter(
    (view) => !/^views\/(?:partials|emails)\/|^views\/layout\.ejs$/.test(view) && !used.has(view),
  );
  assertNone(forgotten, "no file draws it with view<Model>('folder/name')");
});

test('templates.get() is given one literal name, in a file that types a constant or a result as the model of that template', () => {
  const calls = sources
    .filter(({ path }) => path !== 'src/web/page/view.ts') // it renders the template that view<Model>() was given, and the layout
    .flatMap((file) =>
      callsOf(file, /(?:^|\.)templates\.get$/).map(({ arguments: [name] }) => ({ file, name: stringOf(name) ?? '' })),
    );
  const wrong = calls.flatMap(({ file, name }) => {
    const view = `views/${name}.ejs`;
    const [, type, source] = isFile(view) ? (/^<%# view: (\w+) from (\S+)/.exec(readText(view)) ?? []) : [];
    const typed = source === file.path && typesGiven(file).includes(`: ${type}`);
    return typed ? [] : [`${file.path}: templates.get('${name}') against ${type ?? 'no model'} of ${source ?? view}`];
  });
  assertNone(wrong, 'name the template literally, and give it a value of the type that its first line names');
});

test('the name of each partial and each mail template is written in a template or a source', () => {
  const said = sources.flatMap((file) => nodesOf(file, 'Literal').map((node) => textOf(file, node)));
  const everything = [...listFiles('views', /\.ejs$/).map(readText), ...said].join('\n');
  const partials = listFiles('views/partials', /\.ejs$/).filter(
    (file) => !everything.includes(`'/${file.slice('views/'.length, -'.ejs'.length)}'`),
  );
  const mails = listFiles('views/emails', /\.ejs$/).filter(
    (file) => !everything.includes(`${file.slice('views/'.length, -'.ejs'.length)}'`),
  );
  assertNone([...partials, ...mails], 'delete it, or include it');
});

test('each feature has its catalogue in the four languages, except those in the table', () => {
  const wrong = features
    .filter((feature) => !WITHOUT_TEXTS.has(feature))
    .flatMap((feature) => LANGUAGES.map((language) => `src/locales/${language}/${feature}.json`))
    .filter((file) => !isFile(file));
  assertNone(wrong, 'write the catalogue, or add the feature to WITHOUT_TEXTS with the reason');
});

test('each page of a feature has its http test at the mirrored path', () => {
  const wrong = sources
    .map(({ path }) => path)
    .filter((path) => /^src\/features\/.*\.(?:page|step)\.ts$/.test(path))
    .map((page) => ({ page, http: httpTestOf(page) }))
    .filter(({ http }) => !isFile(http))
    .map(({ page, http }) => `${page} has no ${http}`);
  assertNone(wrong, 'GET, each refusal, success, wrong actor, another site: tests/support/refusals.ts');
});

test('each feature has at least one test in a folder of its name', () => {
  const wrong = features
    .filter((feature) => TEST_KINDS.every((kind) => listFiles(`tests/${kind}/${feature}`, /\.test\.ts$/).length === 0))
    .map((feature) => `src/features/${feature} has no test: tests/{${TEST_KINDS.join(',')}}/${feature}`);
  assertNone(wrong);
});

test('the first folder of a test or a template is called after a feature or a floor of src', () => {
  const known = new Set([...features, 'domain', 'web', 'platform', 'commands', 'dev']);
  const tests = TEST_KINDS.flatMap((kind) => listFiles(`tests/${kind}`, /\.test\.ts$/)).filter(
    (file) => !known.has(file.split('/')[2] ?? '') && file.split('/').length > 3,
  );
  const drawers = new Set([...known, 'partials', 'emails', 'errors', 'layout.ejs']);
  const views = listFiles('views', /\.ejs$/).filter((file) => !drawers.has(file.split('/')[1] ?? ''));
  assertNone([...tests, ...views], 'one word per feature, the same everywhere');
});

test('files of src, views and tests and their folders are in kebab-case, with a known role or none', () => {
  const name = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
  const role = /^(?:page|step|repository|test)$/;
  const files = [...listFiles('src', /\.(?:ts|mjs)$/), ...listFiles('views', /\.ejs$/), ...listFiles('tests', /\.ts$/)];
  const wrong = files.filter((file) => {
    const folders = file.split('/');
    const [base = '', ...suffixes] = (folders.pop() ?? '').split('.').slice(0, -1);
    return ![base, ...folders].every((part) => name.test(part)) || !suffixes.every((suffix) => role.test(suffix));
  });
  assertNone(wrong, 'kebab-case; .page.ts, .step.ts, .repository.ts, .test.ts or none');
});

test('the tables of exceptions name only what exists', () => {
  const gone = [...WITHOUT_VIEW.keys(), ...WITHOUT_PAGE.keys()].filter((file) => !isFile(file));
  const featuresGone = [...WITHOUT_TEXTS.keys()].filter((feature) => !features.includes(feature));
  assertNone([...gone, ...featuresGone], 'take it out of the table');
});

/** Returns the types of constants and of function results, as they are written. */
function typesGiven(file: SourceFile): string[] {
  const given = nodesOf(file, 'TSTypeAnnotation').filter((annotation) => {
    const [holder, outer] = ancestorsOf(file, annotation);
    return holder?.type.includes('Function') === true || outer?.type === 'VariableDeclarator';
  });
  return given.map((annotation) => textOf(file, annotation));
}

function viewOf(page: string): string {
  return page.replace(/^src\/features\//, 'views/').replace(/\.(?:page|step)\.ts$/, '.ejs');
}

const httpTestOf = (page: string): string =>
  page.replace(/^src\/features\//, 'tests/http/').replace(/\.(?:page|step)\.ts$/, '.test.ts');
