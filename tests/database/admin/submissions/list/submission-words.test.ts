import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { foldText } from '../../../../../src/domain/folded-text.ts';
import { signUp } from '../../../../support/journeys.ts';
import { startPortal, type TestPortal } from '../../../../support/portal.ts';
import { insertSubmission } from '../../../../support/submissions/submitted.ts';

let portal: TestPortal;
let email: string;
before(async () => {
  portal = await startPortal();
  email = (await signUp(portal)).person.email;
});

const one = async (text: string, values: unknown[]) => (await portal.app.db.pool.query(text, values)).rows[0];

it('the database folds a text as the portal does', async () => {
  for (const written of [
    'd’Hondt',
    "D'Hondt",
    'Yıldız',
    'İpek',
    'Œuvre',
    'Straße',
    'Ça va ? « Oui » – non',
    'Élise-Ann',
    'a_b',
    '12.50 €',
  ]) {
    const { folded } = await one('select fold_text($1) as folded', [written]);
    assert.equal(folded, foldText(written), written);
  }
});

describe('what a submission is found by', () => {
  const wordsOf = async (id: string): Promise<string> =>
    (await one('select words from submission_words where submission_id = $1', [id])).words;

  it('holds reference, names and answers, in groups too, and follows what is changed', async () => {
    const answers = { eventName: 'Fête de la Ruche', stalls: [{ holder: 'Çelik' }] as never };
    const { id, reference } = await insertSubmission(portal.app.db, { email, answers });
    const words = await wordsOf(id);
    for (const word of [` ${reference} `, ' lucie ', ' fete de la ruche ', ' celik ']) {
      assert.ok(words.includes(word), `${word} in ${words}`);
    }
    await portal.app.db.pool.query(`update submissions set answers = '{"eventName": "Brocante"}' where id = $1`, [id]);
    assert.match(await wordsOf(id), / brocante /);
    assert.doesNotMatch(await wordsOf(id), /ruche/);
  });

  it('never holds a national number: neither what is sealed, nor one that was written in a text', async () => {
    const answers = {
      number: { sealed: 'AbCdEfSecret' } as never,
      remark: 'mon numéro 85.07.30-033.28 et 85073003328',
    };
    const { id } = await insertSubmission(portal.app.db, { email, answers });
    const words = await wordsOf(id);
    assert.doesNotMatch(words, /abcdef|033|85073003328/);
    assert.match(words, / mon numero et /);
  });

  it('takes whatever people write: a word without end, more words than an index holds, signs of its own language', async () => {
    const found = async (id: string, words: string) =>
      (
        await one('select search_words(words) @@ $2::tsquery as found from submission_words where submission_id = $1', [
          id,
          words,
        ])
      ).found;
    const many = Array.from({ length: 300_000 }, (_, index) => `mot${index}`).join(' ');
    const { id } = await insertSubmission(portal.app.db, {
      email,
      answers: { a: 'x'.repeat(20_000), b: `'quoted' \\ a:1 & !b | (c) <-> d:* ：`, c: many },
    });
    for (const words of [`'${'x'.repeat(100)}':*`, `'quoted' & 'a' & 'd'`, `'mot7':*`])
      assert.ok(await found(id, words), words);
    assert.ok(!(await found(id, `'mot299999'`)));
  });
});
