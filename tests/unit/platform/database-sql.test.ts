import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  isDatabaseUnavailable,
  isUniqueViolation,
  type Sql,
  sql,
  statementName,
} from '../../../src/platform/database.ts';

describe('the sql tag', () => {
  it('sends every value apart from the text, numbered from left to right', () => {
    const query = sql`select * from citizens where id = ${'x'} and age > ${3} limit ${null}`;
    assert.equal(query.text, 'select * from citizens where id = $1 and age > $2 limit $3');
    assert.deepEqual(query.values, ['x', 3, null]);
  });

  it('splices a nested statement in its place and numbers on', () => {
    const where = sql`id = ${'x'} or id = ${'y'}`;
    const query = sql`select ${1} where ${where} and a = ${2} and (${where})`;
    assert.equal(query.text, 'select $1 where id = $2 or id = $3 and a = $4 and (id = $5 or id = $6)');
    assert.deepEqual(query.values, [1, 'x', 'y', 2, 'x', 'y']);
  });

  it('numbers beyond nine within nine without mistaking $1 for $11', () => {
    const inner = sql`${1}${2}${3}${4}${5}${6}${7}${8}${9}${10}${11}`;
    assert.equal(sql`${0} ${inner}`.text, '$1 $2$3$4$5$6$7$8$9$10$11$12');
  });

  it('is only text when nothing is interpolated', () => {
    assert.deepEqual(sql`select 1`, { text: 'select 1', values: [] });
  });

  it('never lets a value into the text, whatever it is', () => {
    const value = fc.oneof(
      fc.string(),
      fc.constantFrom("'; drop table citizens; --", '$1', null, true, 7, new Date(0), Buffer.from('a'), ['$1', null]),
    );
    fc.assert(
      fc.property(value, (one) => {
        const query = sql`select ${one} as a`;
        assert.equal(query.text, 'select $1 as a');
        assert.deepEqual(query.values, [one]);
      }),
    );
  });

  it('keeps each number on its value, however deeply statements are nested', () => {
    const { tree } = fc.letrec<{ tree: Sql; leaf: Sql }>((tie) => ({
      tree: fc.oneof(
        { maxDepth: 5 },
        tie('leaf'),
        fc.tuple(tie('tree'), fc.uuid(), tie('tree')).map(([left, value, right]) => sql`(${left} ${value} ${right})`),
      ),
      leaf: fc.uuid().map((value) => sql`v ${value}`),
    }));
    const shown = ({ text, values }: Sql) => text.replace(/\$(\d+)/g, (_, n: string) => String(values[Number(n) - 1]));
    fc.assert(
      fc.property(tree, tree, (left, right) => {
        const both = sql`${left} | ${right}`;
        assert.equal(shown(both), `${shown(left)} | ${shown(right)}`);
        const numbers = [...both.text.matchAll(/\$(\d+)/g)].map(([, n]) => Number(n));
        assert.deepEqual(
          numbers,
          both.values.map((_, index) => index + 1),
        );
      }),
    );
  });
});

describe('the name of a statement', () => {
  it('is the same for the same text, also in another process', () => {
    assert.equal(statementName('select 1'), statementName('select 1'));
    // Fixed here: two versions of the portal behind one pooler must agree on what a name means.
    assert.equal(statementName('select 1'), 's_girgfUeDFYvBkSu2I-UQ');
  });

  it('differs for another text and is short enough for Postgres', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (one, other) => {
        fc.pre(one !== other);
        assert.notEqual(statementName(one), statementName(other));
        assert.match(statementName(one), /^s_[\w-]{20}$/);
      }),
    );
  });

  it('does not depend on the values', () => {
    const ask = (id: string) => sql`select ${id}`;
    assert.equal(statementName(ask('a').text), statementName(ask('b').text));
  });
});

const failed = (code: string, message = 'failed') => Object.assign(new Error(message), { code });

describe('an error', () => {
  it('says that Postgres cannot be reached or will not answer now', () => {
    const codes = [
      'ECONNREFUSED',
      'ECONNRESET',
      'ENOTFOUND',
      'EPIPE',
      'ETIMEDOUT',
      '55P03',
      '57014',
      '57P01',
      '57P02',
      '57P03',
      '53300',
      '53100',
      '53200',
      '25006',
      '40001',
      '40P01',
      '58030',
      '08006',
    ];
    for (const code of codes) assert.ok(isDatabaseUnavailable(failed(code)), code);
    for (const message of [
      'timeout exceeded when trying to connect',
      'Connection terminated unexpectedly',
      'Connection terminated due to connection timeout',
      'Client has encountered a connection error and is not queryable',
    ]) {
      assert.ok(isDatabaseUnavailable(new Error(message)), message);
    }
  });

  it('of a wrong statement or of our own says nothing of the kind', () => {
    for (const code of ['23505', '40002', '25001', '58P01', '42601', '22P02', 'ENOENT', '0800', '57P011', '']) {
      assert.ok(!isDatabaseUnavailable(failed(code)), code);
    }
    for (const other of [new Error('failed'), null, undefined, 'ECONNREFUSED', { code: 'ECONNREFUSED' }]) {
      assert.ok(!isDatabaseUnavailable(other));
    }
  });

  it('says that two at once wanted the same', () => {
    const violating = (code: string, constraint: string) => Object.assign(failed(code), { constraint });
    assert.ok(isUniqueViolation(violating('23505', 'citizens_email'), 'citizens_email'));
    for (const other of [
      violating('23505', 'citizens_captcha_id_key'),
      violating('23503', 'citizens_email'),
      failed('23505'),
      new Error('23505'),
      { code: '23505', constraint: 'citizens_email' },
      null,
    ])
      assert.ok(!isUniqueViolation(other, 'citizens_email'));
  });
});
