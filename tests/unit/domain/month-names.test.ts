import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { monthNumber } from '../../../src/domain/month-names.ts';

describe('the name of a month', () => {
  for (const [typed, month] of [
    ['janvier', 1],
    ['januari', 1],
    ['Jänner', null],
    ['FÉVRIER', 2],
    ['févr.', 2],
    ['fev', 2],
    ['feb', 2],
    ['mars', 3],
    ['mrt', 3],
    ['März', 3],
    ['maart', 3],
    ['avr.', 4],
    ['mei', 5],
    ['mai', 5],
    ['may', 5],
    ['juin', 6],
    ['juni', 6],
    ['jui', null],
    ['juil.', 7],
    ['juli', 7],
    ['août', 8],
    ['aout', 8],
    ['augustus', 8],
    ['sept', 9],
    ['okt.', 10],
    ['oct', 10],
    ['novembre', 11],
    ['dez', 12],
    ['déc.', 12],
    ['ma', null],
    ['', null],
    ['12', null],
    ['brumaire', null],
  ] as const) {
    it(`« ${typed} » is ${month ?? 'none'}`, () => assert.equal(monthNumber(typed), month));
  }
});
