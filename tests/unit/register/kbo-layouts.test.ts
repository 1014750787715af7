import assert from 'node:assert/strict';
import test from 'node:test';
import { codeLayout, enterpriseLayout, nameLayout } from '../../../src/features/register/kbo-layouts.ts';

test('the form is the one as read under the code of 2019 when given, else that of the statutes', () => {
  const form = (...forms: string[]) =>
    enterpriseLayout.convert(['1999.000.150', 'AC', '000', '2', ...forms, '15-01-2024']);
  assert.deepEqual(form('015', '610'), { values: ['1999000150', '2', '610', '2024-01-15'] });
  assert.deepEqual(form('610', ''), { values: ['1999000150', '2', '610', '2024-01-15'] });
  assert.deepEqual(form('', ''), { values: ['1999000150', '2', null, '2024-01-15'] });
});

test('a wrong number, type or date is a fault that shows it; a missing date is none', () => {
  assert.deepEqual(enterpriseLayout.convert(['199.000', 'AC', '000', '2', '', '', '']), {
    fault: '« 199.000 » is not an enterprise number',
  });
  assert.ok('fault' in Object(enterpriseLayout.convert(['1999.000.150', 'AC', '000', '', '', '', ''])));
  assert.ok('fault' in Object(enterpriseLayout.convert(['1999.000.150', 'AC', '000', '2', '', '', '2024-01-15'])));
  assert.deepEqual(enterpriseLayout.convert(['1999.000.150', 'AC', '000', '1', '', '', '']), {
    values: ['1999000150', '1', null, null],
  });
});

test('names of establishments and branches are not used, names too long or empty are faults', () => {
  assert.deepEqual(nameLayout.convert(['2.999.000.143', '1', '001', 'Terrasse']), {
    notUsed: 'an establishment or a branch',
  });
  assert.ok('fault' in Object(nameLayout.convert(['1999.000.150', '1', '001', ''])));
  assert.ok('fault' in Object(nameLayout.convert(['1999.000.150', '1', '001', 'x'.repeat(321)])));
  assert.ok('values' in Object(nameLayout.convert(['1999.000.150', '1', '001', '𝄞'.repeat(320)])));
});

test('a name is stored as it is seen; one of which nothing is seen is a fault', () => {
  const convert = (name: string) => nameLayout.convert(['1999.000.150', '1', '001', name]);
  assert.deepEqual(convert('BRASSERIE\u202e\u0007 DUBOIS\u200b'), {
    values: ['1999000150', '1', '001', 'BRASSERIE DUBOIS'],
  });
  for (const name of ['\u200b', '\u3164', '\u2800', '\u00ad']) assert.ok('fault' in Object(convert(name)));
});

test('only the categories of codes that the portal uses are kept', () => {
  assert.deepEqual(codeLayout.convert(['ActivityGroup', '001', 'FR', 'Activités TVA']), {
    notUsed: 'another category of codes',
  });
  assert.deepEqual(codeLayout.convert(['Language', '1', 'FR', 'français']), {
    values: ['Language', '1', 'fr', 'français'],
  });
});
