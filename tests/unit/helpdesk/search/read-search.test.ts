import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readSearch } from '../../../../src/features/helpdesk/search/read-search.ts';
import { veiledAddress } from '../../../../src/features/helpdesk/search/veiled-address.ts';

const problem = (typed: string) => {
  const reading = readSearch(typed);
  return reading.ok ? null : reading.problem;
};
const sought = (typed: string) => {
  const reading = readSearch(typed);
  assert.ok(reading.ok, typed);
  return reading.sought;
};

describe('what the helpdesk types', () => {
  it('is an address, in whatever case and with what comes with a copied one', () => {
    for (const typed of ['Lucie@Demo.example', ' <lucie@demo.example> ', 'mailto:lucie@demo.example']) {
      assert.deepEqual(sought(typed), { text: typed.trim(), by: 'email', email: 'lucie@demo.example' });
    }
    assert.equal(problem('lucie@'), 'email');
    assert.equal(problem('@demo.example'), 'email');
  });

  it('is a telephone however it is written', () => {
    for (const typed of ['0470 12 34 56', '+32 470/12.34.56', '0032470123456', '(0470) 12-34-56', 'gsm 0470123456']) {
      const read = sought(typed);
      assert.ok(read.by === 'number', typed);
      assert.equal(read.number.phone, '+32470123456', typed);
    }
  });

  it('is the number of an enterprise, or the reference of a request', () => {
    for (const typed of ['0671.516.647', 'BE 0671 516 647', 'BE0671516647']) {
      const read = sought(typed);
      assert.ok(read.by === 'number', typed);
      assert.equal(read.number.enterpriseNumber, '0671516647', typed);
    }
    const read = sought('26-0000123-35');
    assert.ok(read.by === 'number');
    assert.equal(read.number.reference, '26000012335');
  });

  it('is a name without accents, case or signs, and also as one word', () => {
    for (const typed of ["D'Hondt", 'd’hondt', 'D HONDT', 'd-hondt']) {
      const read = sought(typed);
      assert.ok(read.by === 'name');
      assert.deepEqual(read.name, { words: ['d', 'hondt'], joined: 'dhondt' }, typed);
    }
    const read = sought('Éléonore van den Broeck');
    assert.ok(read.by === 'name');
    assert.deepEqual(read.name.words, ['eleonore', 'van', 'den', 'broeck']);
    assert.ok(sought('Li Wu').by === 'name');
    assert.ok(sought('Мария').by === 'name');
  });

  it('is refused with a word when it is nothing, too short, no number that is known, or a national number', () => {
    for (const [typed, said] of [
      ['', 'missing'],
      ['   ', 'missing'],
      ['Li', 'short'],
      ["'-' %_", 'short'],
      ['12', 'short'],
      ['x'.repeat(321), 'short'],
      ['123456', 'number'],
      ['Lambert 85.07.30-033.28', 'national'],
    ] as const) {
      assert.equal(problem(typed), said, typed);
    }
    // It has the shape of a reference too: whether a request has it decides.
    const read = sought('85.07.30-033.28');
    assert.ok(read.by === 'number' && read.number.national);
  });
});

describe('an address in a list', () => {
  it('is recognised by who has it and cannot be written to', () => {
    for (const [email, veiled] of [
      ['lucie@demo.example', 'l…e@d…o.example'],
      ['a@b.be', 'a…@b….be'],
      ['jan.peeters@mail.commune.brussels', 'j…s@m…e.brussels'],
      ['luc@abc.be', 'l…@a….be'],
    ] as const) {
      assert.equal(veiledAddress(email), veiled);
    }
  });
});
