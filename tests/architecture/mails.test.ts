import test from 'node:test';
import { importsOf } from '../support/source/declarations.ts';
import { assertNone } from '../support/source/source-files.ts';
import { callsOf, placeOf, readSources } from '../support/source/syntax.ts';

const sources = readSources();
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
  assertNone([...called, ...imported], 'call sendMail, and give its kind a line in mail-bounds.ts');
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
