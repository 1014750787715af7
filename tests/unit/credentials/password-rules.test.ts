import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  normalisePassword,
  type PasswordProblem,
  passwordProblem,
  staffPasswordMinLength,
} from '../../../src/features/credentials/password-rules.ts';

const lucie = { email: 'lucie.dubois84@brasserie.example', firstName: 'Lucie', lastName: 'Van den Dubois' };
const nobody = { email: '', firstName: '', lastName: '' };
const letter = fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz');
const printable = fc.constantFrom(...Array.from({ length: 94 }, (_, index) => String.fromCharCode(33 + index)));
const listed = readFileSync(new URL('../../../src/features/credentials/common-passwords.txt', import.meta.url), 'utf8')
  .trimEnd()
  .split('\n');

function expectEach(passwords: readonly string[], expected: PasswordProblem | null): void {
  for (const password of passwords) assert.equal(passwordProblem(password, lucie), expected, JSON.stringify(password));
}

test('eleven characters are too few and 129 too many, whatever their size in bytes', () => {
  expectEach(['', 'vélo', 'xkqvbwzrtpm', '🚲🦊🌳🎈🧀🪁🎻🐙🥨🪜🛶', 'e\u0301'.repeat(11)], 'too-short');
  assert.equal(passwordProblem('🚲🦊🌳🎈🧀🪁🎻🐙🥨🪜🛶🧭', lucie), null);
  const long = 'Le tram 92 grince au virage; ma tante rit, le chat dort! '.repeat(3);
  assert.equal(passwordProblem(long.slice(0, 128), lucie), null);
  assert.equal(passwordProblem(long.slice(0, 64), lucie), null);
  assert.equal(passwordProblem(long.slice(0, 129), lucie), 'too-long');
});

test('the staff needs fifteen characters, and is held to the same rules otherwise', () => {
  const problemOf = (password: string) => passwordProblem(password, lucie, staffPasswordMinLength);
  assert.equal(problemOf('🚲🦊🌳🎈🧀🪁🎻🐙🥨🪜🛶🧭🪴🧶'), 'too-short');
  assert.equal(problemOf('🚲🦊🌳🎈🧀🪁🎻🐙🥨🪜🛶🧭🪴🧶🪡'), null);
  assert.equal(problemOf('schaerbeek-schaerbeek'), 'common');
  assert.equal(problemOf('lucie dubois lucie dubois'), 'personal');
  assert.equal(problemOf('x'.repeat(129)), 'too-long');
});

test('the length is counted after composition, so that decomposed accents cost nothing', () => {
  const composed = 'éàùçêîôûäëïöü'.repeat(10).slice(0, 128);
  assert.notEqual(passwordProblem(composed.normalize('NFD'), nobody), 'too-long');
});

test('normalisation is NFC and keeps spaces and case, which count when hashing', () => {
  assert.equal(normalisePassword('cafe\u0301 Noir '), 'café Noir ');
  fc.assert(fc.property(fc.stringMatching(/^[ -~]{0,40}$/), (text) => normalisePassword(text) === text));
});

test('common words with digits and punctuation around them are common, also in leet', () => {
  expectEach(
    [
      'password2026!',
      'Password2026!',
      'p@ssw0rd2026',
      'P4$$w0rd!!!!!',
      '!!2026password',
      'azerty123456',
      'AZERTY-2026-!',
      'motdepasse1!',
      'Mot de passe 1',
      'mot_de_passe_2026',
      'wachtwoord12',
      'W@chtwoord2026',
      'passwort1234',
      'qwertz123456',
      'soleil202600',
      'Printemps2026',
      'zomer2026!!!!',
      'iloveyou2026',
      'jetaime12345',
      'dragon20262026',
    ],
    'common',
  );
});

test('the commune, its places and the product are common', () => {
  expectEach(
    [
      'schaerbeek1030!',
      'Schaarbeek1030',
      '$chaerb33k1030',
      '1030Schaerbeek',
      'bruxelles2026',
      'Brussel2026!!',
      'brussels12345',
      'espace personnel',
      'Mon Espace 2026',
      'monespace1030',
      'persoonlijke ruimte',
      'commune de Schaerbeek',
      'gemeente1030!',
      'gemeente Schaarbeek',
      'Place Colignon 1',
      'josaphat1030',
      'parc Josaphat 12',
      'Meiser202612',
      'Lambermont1030',
      'dailly123456',
      'bruxellesbruxelles',
      'schaerbeekpassword',
      'Schaerbeek Soleil 1',
    ],
    'common',
  );
});

test('repetitions and runs of the keyboard, the alphabet or the digits are common', () => {
  expectEach(
    [
      'aaaaaaaaaaaa',
      '            ',
      '!!!!!!!!!!!!',
      'abcabcabcabc',
      'abcabcabcabca',
      '123123123123',
      '202620262026',
      'aaaabbbbcccc',
      'azertyuiopqs',
      'qwertyuiop12',
      'qwertzuiopas',
      '123456789012',
      '210987654321',
      'abcdefghijkl',
      'lkjihgfedcba',
      '1qaz2wsx3edc',
      '1aqw2zsx3edc',
      'q1w2e3r4t5y6',
      '1234-5678-9012',
      'xk9pqm2vxk9pqm2v',
      'passwordpassword',
      'azerty azerty 1',
    ],
    'common',
  );
});

test('the names and the address of the person, alone or decorated, are personal', () => {
  expectEach(
    [
      'luciedubois2026',
      'Lucie Dubois 1984',
      'dubois.lucie!!',
      'Lucie.Dubois84@',
      'zorg lucie.dubois84 tram',
      'ldubois202611',
      'vandendubois1',
      'lucievandendubois',
      'xx-luciedubois84-xx',
      'Brasserie2026!',
      'Lüciè-Dübois-1',
      'Dubois schaerbeek 1030',
    ],
    'personal',
  );
  const claire = { email: 'mc@example.be', firstName: 'Marie-Claire', lastName: 'Łukasik' };
  assert.equal(passwordProblem('marieclaire.łukasik', claire), 'personal');
});

test('passphrases pass, also with a context word, a first name or a common word among others', () => {
  expectEach(
    [
      'cheval correct agrafe pile',
      'mijn fiets staat buiten',
      'chevalcorrectagrafepile',
      'mijnfietsstaatbuiten',
      'cheval bruxelles agrafe',
      'mijn fiets staat in Schaarbeek',
      'trois tartines commune tiède',
      'soleil tartine josaphat vélo',
      'dragon soleil princesse',
      'Lucie aime trois chevaux verts',
      'grüne Wolken tanzen leise',
      'purple ladder seldom rains',
      'мой велосипед стоит',
      'دراجتي تقف في الخارج',
    ],
    null,
  );
});

test('random passwords of every kind pass: letters only, digits only, as a generator makes them', () => {
  expectEach(
    [
      'hgqzmwtkxvbnyrlcpdfj',
      'WQKZPLMXVBTRHG',
      '83920174635827194620',
      '5082-7391-6640-2957',
      'xK9#vQ2$mZ7!',
      '7#9$2-4!8@k5',
      'a7f3-9c2e-b81d',
      'dragon🚲🦊🌳🎈🧀🪁',
    ],
    null,
  );
});

test('twenty random lowercase letters are accepted', () => {
  const password = fc.array(letter, { minLength: 20, maxLength: 20 }).map((letters) => letters.join(''));
  const sample = fc.sample(password, { numRuns: 5000, seed: 1030 }).filter((text) => new Set(text).size > 8);
  assert.ok(sample.length > 2000);
  assert.deepEqual(
    sample.filter((text) => passwordProblem(text, lucie) !== null),
    [],
  );
});

test('fourteen random printable characters are accepted', () => {
  const password = fc.array(printable, { minLength: 14, maxLength: 14 }).map((signs) => signs.join(''));
  const sample = fc.sample(password, { numRuns: 5000, seed: 1030 }).filter((text) => new Set(text).size > 8);
  assert.deepEqual(
    sample.filter((text) => passwordProblem(text, lucie) !== null),
    [],
  );
});

test('every listed password is refused, also in capitals and with a space behind', () => {
  assert.ok(listed.length >= 3000);
  for (const password of listed) {
    assert.equal(passwordProblem(password, nobody), 'common', password);
    assert.equal(passwordProblem(password.toUpperCase(), nobody), 'common', password);
    assert.equal(passwordProblem(`${password} `, nobody), 'common', password);
  }
});

test('the shipped list is lower case, sorted, without doubles, and its entries are long enough to be chosen', () => {
  assert.deepEqual(listed, [...new Set(listed)].sort());
  assert.deepEqual(
    listed.filter((entry) => !/^[!-~]{12,128}$/.test(entry) || entry !== entry.toLowerCase()),
    [],
  );
});

test('any text gets an answer, and none is both outside 12 to 128 characters and accepted', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), fc.string(), fc.string(), (text, email, name) => {
      const problem = passwordProblem(text, { email, firstName: name, lastName: email });
      const length = [...text.normalize('NFC')].length;
      if (length < 12) assert.equal(problem, 'too-short');
      else if (length > 128) assert.equal(problem, 'too-long');
      else assert.ok(problem !== 'too-short' && problem !== 'too-long');
    }),
  );
});

// A pattern that backtracks would not end within the minute that the runner waits.
test('the worst passwords of 128 characters and a text of 100 kB are answered', { timeout: 60_000 }, () => {
  const worst = [
    'a'.repeat(127),
    'password'.repeat(16),
    'schaerbeek1'.repeat(11),
    '1l0$'.repeat(32),
    '가각'.repeat(64).normalize('NFD'),
  ];
  for (const password of worst) assert.notEqual(passwordProblem(`${password.slice(0, -1)}~`, lucie), 'too-short');
  for (const unit of ['a', '\u0301', 'password', '(((('])
    assert.equal(passwordProblem(unit.repeat(100_000), lucie), 'too-long');
});
