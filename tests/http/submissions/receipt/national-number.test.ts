import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { fileWithCard } from '../../../support/fas/file-with-card.ts';
import { startPortalWithFas } from '../../../support/fas/identify.ts';
import { pdfTextAt } from '../../../support/files/pdf-text.ts';
import { rowsOfSheet } from '../../../support/files/zipped.ts';
import type { TestPortal } from '../../../support/portal.ts';
import { signInColleague } from '../../../support/staff.ts';
import { readyChangeOfAddress } from '../../../support/submissions/change-of-address.ts';
import { confirmedCitizen } from '../../../support/submissions/filing.ts';
import { hurryNews } from '../../../support/submissions/handling.ts';
import type { Visitor } from '../../../support/visitor.ts';

/** The number of Lucie's card, and that of her son, which she types: masked, and the digits that nothing may hold. */
const MASKED = ['85.07.30-***.**', '01.03.15-***.**'];
const CLEAR = ['85073099734', '01031500207'];

let portal: TestPortal;
let lucie: Visitor;
let nadia: Visitor;
/** Without its language. */
let path: string;
before(async () => {
  portal = await startPortalWithFas();
  ({ visitor: lucie } = await confirmedCitizen(portal));
  ({ visitor: nadia } = await signInColleague(portal, 'agent', ['registers']));
  path = (await fileWithCard(lucie, await readyChangeOfAddress(portal, lucie))).replace('/fr', '');
  await nadia.open(`/fr/admin${path}`);
  await nadia.press('Je m’en charge');
  for (const [page, choice, button] of [
    ['decision', 'Accepter', 'Enregistrer la décision'],
    ['documents', 'La lettre du portail', 'Délivrer le document'],
  ] as const) {
    await nadia.open(`/fr/admin${path}/${page}`);
    assert.equal((await nadia.choose(choice).press(button)).status, 303, page);
  }
});

/** Both numbers stand there masked, and neither in digits, whatever is written between them. */
function assertMasked(words: string, where: string): void {
  for (const masked of MASKED)
    assert.ok(words.includes(masked), `${where} shows no ${masked}: ${words.slice(0, 2_000)}`);
  assertWithout(words, where);
}

function assertWithout(words: string, where: string): void {
  const digits = words.replace(/[\s.\-/\u2010-\u2015]/g, '');
  for (const clear of CLEAR) assert.ok(!digits.includes(clear), `${where} holds ${clear}`);
}

describe('a national number, of the card or typed for somebody else, is masked in', () => {
  it('the receipt, for who filed and for the agent', async () => {
    assertMasked(await pdfTextAt(lucie, `/fr${path}/receipt.pdf`), 'the receipt');
    assertMasked(await pdfTextAt(nadia, `/fr/admin${path}/receipt.pdf`), 'the receipt of the agent');
  });

  it('the letter that the commune issues', async () => {
    const { html } = await lucie.open(`/fr${path}`);
    const [, issued = ''] = /href="([^"]+\/issued\/[0-9a-f-]{36})"/.exec(html) ?? [];
    const letter = await pdfTextAt(lucie, issued);
    assert.match(letter, /Lucie Marie Lambert/);
    assertMasked(letter, 'the letter');
  });

  it('the spreadsheets of the staff, whose answers are columns', async () => {
    const cookie = `staff-session=${nadia.cookie('staff-session')}`;
    const download = async (format: 'csv' | 'xlsx') => {
      const address = `${portal.origin}/fr/admin/submissions/export.${format}?procedure=change-of-address`;
      return Buffer.from(await (await fetch(address, { headers: { cookie } })).arrayBuffer());
    };
    assertMasked((await download('csv')).toString('utf8'), 'the CSV');
    assertMasked((await rowsOfSheet(await download('xlsx'))).flat().join('\n'), 'the workbook');
  });
});

describe('a national number is not', () => {
  it('in a mail, nor in the log', async () => {
    await hurryNews(portal);
    await portal.mailTo(portal.mails[0]?.to ?? '', /du nouveau/);
    assert.ok(portal.mails.length > 0 && portal.logged.length > 0);
    assertWithout(JSON.stringify(portal.mails), 'a mail');
    assertWithout(portal.logged.join('\n'), 'the log');
  });

  it('readable in any table of the database', async () => {
    const { pool } = portal.app.db;
    const { rows: tables } = await pool.query(
      `select format('%I.%I', schemaname, tablename) as name from pg_tables
       where schemaname not in ('pg_catalog', 'information_schema')`,
    );
    assert.ok(tables.length > 40);
    for (const { name } of tables) {
      const { rows } = await pool.query(`select to_jsonb(t)::text as row from ${name} t`);
      assertWithout(rows.map(({ row }) => row).join('\n'), name);
    }
  });
});
