import assert from 'node:assert/strict';
import test from 'node:test';
import { languagesOfCodes } from '../../../src/features/register/registry-languages.ts';

const code = (own: string, language: string, description: string) => ({
  category: 'Language',
  code: own,
  language,
  description,
});

test('codes of languages are known by what the register calls them, whatever their numbers', () => {
  const codes = [
    code('0', 'fr', 'inconnu'),
    code('7', 'nl', 'Frans'),
    code('8', 'fr', 'Neerlandais'),
    code('9', 'de', 'Deutsch'),
    code('4', 'fr', 'anglais'),
    { ...code('9', 'fr', 'français'), category: 'JuridicalForm' },
  ];
  assert.deepEqual(languagesOfCodes(codes), [
    { code: '7', language: 'fr' },
    { code: '8', language: 'nl' },
    { code: '9', language: 'de' },
    { code: '4', language: 'en' },
  ]);
});

test('a table of codes without Dutch is refused', () => {
  assert.throws(() => languagesOfCodes([code('1', 'fr', 'français')]), /no code of the language nl/);
});
