import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { z } from 'zod';
import { formatReference } from '../../../../src/domain/numbers/reference.ts';
import { sql } from '../../../../src/platform/database.ts';
import { lucie, signUp, text } from '../../../support/journeys.ts';
import { startPortal, type TestPortal } from '../../../support/portal.ts';
import { sharedProfile } from '../../../support/profiles.ts';
import { signInColleague } from '../../../support/staff.ts';
import { insertSubmission } from '../../../support/submissions/submitted.ts';
import { newAddress, type Visitor } from '../../../support/visitor.ts';

let portal: TestPortal;
let karim: Visitor;
let karimId: string;
before(async () => {
  portal = await startPortal({ environment: { HELPDESK_SEARCHES_PER_HOUR: '120' } });
  const signedIn = await signInColleague(portal, 'helpdesk');
  [karim, karimId] = [signedIn.visitor, signedIn.colleague.id];
});

async function search(q: string, visitor = karim): Promise<string> {
  await visitor.open('/fr/admin/citizens');
  visitor.fill('Qui appelle ?', q);
  await visitor.press('Chercher');
  return text((await visitor.follow()).html);
}
const searched = () =>
  portal.app.db.many(
    z.strictObject({
      by: z.string(),
      typed: z.string(),
      found: z.array(z.uuid()),
      more: z.boolean(),
    }),
    sql`
    select details ->> 'by' as by, details ->> 'typed' as typed, details -> 'found' as found,
      (details ->> 'more')::boolean as more
    from audit_events where name = 'citizens-searched' and staff_member_id = ${karimId} order by id`,
  );
const idOf = async (email: string) =>
  (await portal.app.db.one(z.strictObject({ id: z.uuid() }), sql`select id from citizens where email = ${email}`)).id;
async function addCitizen(firstName: string, lastName: string): Promise<void> {
  await portal.app.db.transaction((tx) =>
    tx.run(sql`
      insert into citizens (email, password_hash, first_name, last_name, language)
      values (${newAddress('somebody')}, 'x', ${firstName}, ${lastName}, 'fr')`),
  );
}

describe('the box of the helpdesk', () => {
  it('finds a name whatever its accents, case, signs and order, and veils the address', async () => {
    await addCitizen('Jean-Pierre', 'van den Broeck');
    await addCitizen('Éloïse', 'D’Hondt');
    await addCitizen('Marc', 'Dhondt');
    for (const q of [
      'Jean-Pierre van den Broeck',
      'VANDENBROECK',
      'broeck jean pierre',
      'Jean Pierre',
      'Van Den Bro',
    ]) {
      assert.match(await search(q), /1 compte correspond.*Jean-Pierre van den Broeck s…[^ ]*@/, q);
    }
    for (const q of ["D'Hondt", 'd’hondt', 'Dhondt', 'hondt eloise']) {
      assert.match(await search(q), /Éloïse D’Hondt/, q);
    }
    assert.match(await search("d'hondt"), /2 comptes correspondent/);
    assert.match(await search('Nobody Atall'), /Aucun compte/);
    assert.match(await search('100%_'), /Ce numéro|au moins 3|Aucun compte/);
  });

  it('finds an address, a telephone, an enterprise and a reference', async () => {
    const { number, owner } = await sharedProfile(portal);
    const { email } = owner.person;
    assert.match(await search(email.toUpperCase()), new RegExp(`Paula Dubois ${email}`));
    assert.match(
      await search(number.replace(/^(\d{4})(\d{3})(\d{3})$/, 'BE $1.$2.$3')),
      /Paula Dubois p…|Paula Dubois l…/,
    );
    await portal.app.db.transaction((tx) =>
      tx.run(
        sql`update memberships set mobile = '+32470123456' where enterprise_number = ${number} and role = 'manager'`,
      ),
    );
    assert.match(await search('0470/12.34.56'), /Paula Dubois/);
    const { reference } = await insertSubmission(portal.app.db, { email });
    assert.match(await search(formatReference(reference)), /Paula Dubois/);
    await portal.app.db.transaction((tx) =>
      tx.run(sql`
      update citizens set status = 'closed', closed_at = now(), email = null, password_hash = null where email = ${email}`),
    );
    assert.match(await search(email), /Aucun compte/);
    assert.match(await search(formatReference(reference)), /Aucun compte/);
  });

  it('keeps what was typed out of every address and out of the audit log, which says whose accounts were shown', async () => {
    const { person } = await signUp(portal, lucie({ lastName: 'Vanhaelewyck' }));
    await search('Vanhaelewyck lucie');
    assert.match(karim.page.url, /^\/fr\/admin\/citizens\?search=[0-9a-f-]{36}$/);
    await search('Vanhaelewyck lucie');
    const [first, again] = (await searched()).slice(-2);
    assert.deepEqual(first, again);
    assert.deepEqual([first?.by, first?.found, first?.more], ['name', [await idOf(person.email)], false]);
    assert.ok(!portal.logged.some((line) => /vanhaelewyck/i.test(line)));
  });

  it('shows a search to who made it, for an hour', async () => {
    await search('Dhondt');
    const { url } = karim.page;
    const { visitor: other } = await signInColleague(portal, 'helpdesk');
    const page = await other.open(url);
    assert.match(text(page.html), /n’est plus gardée/);
    assert.ok(!page.html.includes('Dhondt'));
    await portal.app.db.transaction((tx) =>
      tx.run(sql`update helpdesk_searches set searched_at = now() - interval '61 minutes'`),
    );
    assert.match(text((await karim.open(url)).html), /n’est plus gardée/);
    assert.match(text((await karim.open('/fr/admin/citizens?search=x')).html), /n’est plus gardée/);
  });

  it('refuses with a word what is too short, no number that is known, or a national number, which it forgets', async () => {
    for (const [q, words] of [
      ['', /Écrivez une adresse/],
      ['Li', /au moins 3/],
      ['lucie@', /l’adresse e-mail entière/],
      ['123456', /ni un téléphone/],
      ['85.07.30-033.28', /registre national/],
      ['Lambert 85073003328', /registre national/],
    ] as const) {
      assert.match(await search(q), words, q);
      assert.equal(karim.page.status, 422);
      if (!q.includes('85')) continue;
      assert.doesNotMatch(karim.page.html, /033\W?28/, q);
      assert.ok(!text(karim.page.html).includes('033'), q);
    }
    const kept = await portal.app.db.many(
      z.strictObject({ sought: z.string() }),
      sql`select sought from helpdesk_searches where sought ~ '033'`,
    );
    assert.deepEqual(kept, []);
  });

  it('shows twenty at most, whole names first, and says that there are more', async () => {
    for (let nth = 0; nth < 25; nth += 1) await addCitizen(`Anne${nth}`, 'Martinez');
    await addCitizen('Zoé', 'Martin');
    const said = await search('martin');
    assert.match(said, /Plus de 20 comptes correspondent/);
    assert.match(said, /ou une autre partie du nom\. Zoé Martin/);
    assert.equal((karim.page.html.match(/class="session"/g) ?? []).length, 20);
    assert.equal((await searched()).at(-1)?.more, true);
  });

  it('stops who looks for too many people', async () => {
    const { visitor } = await signInColleague(portal, 'helpdesk');
    const results: number[] = [];
    for (let nth = 0; nth < 121; nth += 1) {
      results.push((await visitor.post('/fr/admin/citizens/search', { q: 'Martinez' })).status);
    }
    assert.deepEqual([results.slice(0, 120).every((status) => status === 303), results[120]], [true, 429]);
  });
});
