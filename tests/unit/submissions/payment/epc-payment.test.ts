import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { epcPayment } from '../../../../src/features/submissions/payment/epc-payment.ts';

const TRANSFER = {
  beneficiary: 'Commune de Schaerbeek',
  iban: 'BE06096125780022',
  bic: null,
  cents: 12_550,
  communication: '202600000192',
};
const linesOf = (transfer: Partial<typeof TRANSFER> | { bic: string }) =>
  epcPayment({ ...TRANSFER, ...transfer }).split('\n');

describe('the QR code of a transfer', () => {
  it('says service, version, UTF-8, SEPA, no BIC, name, IBAN, amount, no purpose and the structured reference', () => {
    assert.deepEqual(linesOf({}), [
      'BCD',
      '002',
      '1',
      'SCT',
      '',
      'Commune de Schaerbeek',
      'BE06096125780022',
      'EUR125.50',
      '',
      '202600000192',
    ]);
  });

  for (const [cents, amount] of [
    [1, 'EUR0.01'],
    [99, 'EUR0.99'],
    [100, 'EUR1.00'],
    [2_005, 'EUR20.05'],
    [99_999_999_999, 'EUR999999999.99'],
  ] as const) {
    it(`writes ${cents} cents as ${amount}`, () => assert.equal(linesOf({ cents })[7], amount));
  }

  it('names the bank where its BIC is given', () => assert.equal(linesOf({ bic: 'GKCCBEBB' })[4], 'GKCCBEBB'));

  it('keeps a name on one line of at most seventy characters', () => {
    assert.equal(linesOf({ beneficiary: ' Commune\nde  Schaerbeek ' })[5], 'Commune de Schaerbeek');
    assert.equal(linesOf({ beneficiary: 'é'.repeat(80) })[5], 'é'.repeat(70));
  });

  it('fits the 331 bytes that the guideline allows', () => {
    const longest = epcPayment({ ...TRANSFER, beneficiary: 'é'.repeat(80), bic: 'GKCCBEBBXXX', cents: 99_999_999_999 });
    assert.ok(Buffer.byteLength(longest) <= 331);
  });
});
