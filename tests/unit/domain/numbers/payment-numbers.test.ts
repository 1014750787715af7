import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { formatReference, parseReference } from '../../../../src/domain/numbers/reference.ts';
import {
  formatStructuredCommunication,
  parseStructuredCommunication,
} from '../../../../src/domain/numbers/structured-communication.ts';

describe('the reference of a submission', () => {
  const digits = fc.integer({ min: 0, max: 999_999_999 }).map((nine) => {
    const text = String(nine).padStart(9, '0');
    return `${text}${String(97 - (nine % 97)).padStart(2, '0')}`;
  });

  it('is found whatever the dashes, spaces and digits of other scripts', () => {
    for (const typed of [
      '26-0000123-35',
      '26 0000123 35',
      '26–0000123–35',
      ' 26.0000123.35 ',
      '２６００００１２３３５',
    ]) {
      assert.equal(parseReference(typed), '26000012335', typed);
    }
  });

  it('is written with dashes, and read again as it was', () => {
    fc.assert(fc.property(digits, (reference) => assert.equal(parseReference(formatReference(reference)), reference)));
  });

  it('is refused with one wrong digit', () => {
    fc.assert(
      fc.property(digits, fc.integer({ min: 0, max: 10 }), fc.integer({ min: 1, max: 9 }), (reference, at, more) => {
        const wrong = reference.replace(/./g, (digit, index: number) =>
          index === at ? String((Number(digit) + more) % 10) : digit,
        );
        assert.equal(parseReference(wrong), null);
      }),
    );
  });
});

describe('the communication of a transfer', () => {
  for (const [written, digits] of [
    ['+++000/0000/00097+++', '000000000097'],
    ['+++202/6000/00192+++', '202600000192'],
    ['***090/9337/55493***', '090933755493'],
  ] as const) {
    it(`« ${written} » has a right remainder`, () => {
      assert.equal(parseStructuredCommunication(written), digits);
      assert.equal(formatStructuredCommunication(digits), written.replaceAll('*', '+'));
    });
  }
  for (const written of ['+++000/0000/00000+++', '+++090/9337/55494+++', '+++090/9337/5549+++', '']) {
    it(`« ${written} » is refused`, () => assert.equal(parseStructuredCommunication(written), null));
  }
});
