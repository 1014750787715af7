import assert from 'node:assert/strict';
import test from 'node:test';
import { MAILS } from '../../src/quotas.ts';
import { importsOf } from '../support/source/declarations.ts';
import { assertNone } from '../support/source/source-files.ts';
import { callsOf, placeOf, readSources } from '../support/source/syntax.ts';

const sources = readSources();
const TABLES = 'src/quotas.ts';
const DOOR = 'src/features/notifications/send-mail.ts';

test('a mail leaves by send-mail.ts only, which knows how many of its kind may: nothing else calls mailer.send or composeMail', () => {
  const others = sources.filter(({ path }) => path !== DOOR);
  const called = others.flatMap((file) =>
    callsOf(file, /\bmailer\.send$|^composeMail$/).map((call) => placeOf(file, call)),
  );
  const imported = others.flatMap((file) =>
    importsOf(file)
      .filter(({ names }) => names.includes('composeMail'))
      .map(({ line }) => `${file.path}:${line}`),
  );
  assertNone(
    [...called, ...imported],
    'call sendMail, and declare its kind in the {feature}-mails.ts of the feature that sends it',
  );
});

test('the mailer is taken from the App by send-mail.ts and what makes and closes it only', () => {
  const allowed = new Set([DOOR, 'src/app.ts', 'src/build-app.ts', 'src/serve.ts']);
  const wrong = sources
    .filter(
      ({ path, text }) => path.startsWith('src/') && !allowed.has(path) && /'mailer'|[.{ ]mailer\b[.,: }]/.test(text),
    )
    .map(({ path }) => path);
  assertNone(wrong, 'take a MailApp and call sendMail');
});

test('a kind of mail is declared once, by the feature that sends it, and src/quotas.ts collects each table', async () => {
  const declaring = sources.filter(
    ({ path, text }) => /^src\/features\/(?!notifications\/)/.test(path) && /\bmail(?:<[^(]*>)?\(/.test(text),
  );
  const collected = sources
    .filter(({ path }) => path === TABLES)
    .flatMap((file) => importsOf(file))
    .filter(({ target }) => target?.endsWith('-mails.ts'));
  assert.deepEqual(declaring.map(({ path }) => path).sort(), collected.map(({ target }) => target).sort());
  const tables: object[] = await Promise.all(declaring.map(({ path }) => import(`../../${path}`)));
  const kinds = tables.flatMap((exported) =>
    Object.entries<object>({ ...exported }).flatMap(([name, table]) =>
      name.endsWith('Mails') ? Object.keys(table) : [],
    ),
  );
  assert.deepEqual(kinds.sort(), Object.keys(MAILS).sort());
});

test('the features that send mails are those that declare some', () => {
  const sent = sources
    .filter(({ path }) => path.startsWith('src/features/') && path !== DOOR)
    .flatMap((file) => callsOf(file, /^sendMail$/).map(() => file.path.split('/')[2] ?? ''));
  const declared = sources
    .filter(({ path }) => path === TABLES)
    .flatMap((file) => importsOf(file))
    .filter(({ target }) => target?.endsWith('-mails.ts'));
  const features = declared.map(({ target }) => target?.split('/')[2] ?? '');
  assert.deepEqual([...new Set(sent)].sort(), [...new Set(features)].sort());
});
