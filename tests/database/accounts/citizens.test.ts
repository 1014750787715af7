import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { before, describe, it } from 'node:test';
import { z } from 'zod';
import { EnterpriseNumber } from '../../../src/domain/numbers/enterprise-number.ts';
import * as citizens from '../../../src/features/accounts/citizens.repository.ts';
import type { DefaultSpace } from '../../../src/features/accounts/default-space.ts';
import * as passwords from '../../../src/features/accounts/passwords.repository.ts';
import { deleteUnconfirmedCitizens } from '../../../src/features/accounts/unconfirmed-citizens.repository.ts';
import { type Database, type Sql, sql, type Transaction } from '../../../src/platform/database.ts';
import { createTestDatabase } from '../../support/database.ts';
import { newAddress } from '../../support/visitor.ts';

let db: Database;
before(async () => {
  ({ db } = await createTestDatabase());
});

const NOBODY = '00000000-0000-4000-8000-000000000000';
const lucie = (changes: Partial<citizens.NewCitizen> = {}): citizens.NewCitizen => ({
  email: newAddress('lucie'),
  passwordHash: '$argon2id$lucie',
  firstName: 'Lucie',
  lastName: 'Lambert',
  language: 'fr',
  captchaId: null,
  ...changes,
});
const within = <T>(work: (tx: Transaction) => Promise<T>) => db.transaction(work);
const insert = (changes: Partial<citizens.NewCitizen> = {}) =>
  within((tx) => citizens.insertCitizen(tx, lucie(changes)));
async function inserted(changes: Partial<citizens.NewCitizen> = {}): Promise<citizens.Citizen> {
  const citizen = await insert(changes);
  assert.ok(citizen !== null);
  return citizen;
}
const run = (query: Sql) => within((tx) => tx.run(query));
const suspend = (id: string) => run(sql`update citizens set status = 'suspended' where id = ${id}`);
const close = (id: string) => within((tx) => citizens.updateCitizenClosed(tx, id));
const count = async (email: string) =>
  (
    await db.one(
      z.object({ n: z.number() }),
      sql`select count(*)::int as n from citizens where lower(email) = ${email}`,
    )
  ).n;

describe('a new citizen', () => {
  it('is active, not confirmed, told by e-mail, and in the space of a citizen', async () => {
    const asked = lucie({ language: 'de', firstName: 'Zoë', lastName: "d'Été 🚲" });
    const citizen = await within((tx) => citizens.insertCitizen(tx, asked));
    assert.ok(citizen !== null);
    const { id, createdAt, ...rest } = citizen;
    assert.deepEqual(rest, {
      email: asked.email,
      emailConfirmedAt: null,
      emailRefusedAt: null,
      firstName: 'Zoë',
      lastName: "d'Été 🚲",
      language: 'de',
      notifyByEmail: true,
      defaultSpace: 'citizen',
    });
    assert.ok(createdAt instanceof Date);
    assert.deepEqual(await citizens.findCitizen(db, id), citizen);
    assert.equal(await passwords.findPasswordHash(db, id), asked.passwordHash);
  });

  it('is one of fifty who ask for the same address at the same moment', async () => {
    const email = newAddress();
    const all = await Promise.all(Array.from({ length: 50 }, () => insert({ email })));
    assert.equal(all.filter((one) => one !== null).length, 1);
    assert.equal(await count(email), 1);
  });

  it('cannot have the address of a suspended one, and can have that of a closed one', async () => {
    const { id, email } = await inserted();
    await suspend(id);
    assert.equal(await insert({ email }), null);
    await close(id);
    assert.notEqual(await insert({ email }), null);
  });

  it('cannot come from a captcha that opened another account', async () => {
    const captchaId = randomUUID();
    await inserted({ captchaId });
    await assert.rejects(insert({ captchaId }), { code: '23505' });
  });

  const refused: readonly (readonly [string, Partial<citizens.NewCitizen>])[] = [
    ['an address with a capital', { email: 'Lucie@exemple.be' }],
    ['an address with a space', { email: 'lucie @exemple.be' }],
    ['an address with a line feed', { email: 'lucie@exemple.be\n' }],
    ['an address outside ASCII', { email: 'lucié@exemple.be' }],
    ['an address of 255 characters', { email: `${'l'.repeat(244)}@exemple.be` }],
    ['an address of 2 characters', { email: 'a@' }],
    ['a first name of 201 characters', { firstName: 'a'.repeat(201) }],
    ['a last name of 201 characters', { lastName: 'a'.repeat(201) }],
    ['a language that is not ours', { language: 'es' as 'fr' }],
  ];
  for (const [name, changes] of refused) {
    it(`is refused by the database for ${name}`, () => assert.rejects(insert(changes), { code: '23514' }));
  }

  it('may have 200 characters in a name, whatever their bytes, and 254 in an address', async () => {
    const firstName = '🚲'.repeat(200);
    assert.equal((await inserted({ firstName })).firstName, firstName);
    assert.notEqual(await insert({ email: `${'l'.repeat(243)}@exemple.be` }), null);
  });
});

describe('a citizen', () => {
  it('is found by address whatever its case, and not by a part of it', async () => {
    const { id, email } = await inserted();
    assert.equal((await citizens.findCitizenByEmail(db, email.toUpperCase()))?.id, id);
    for (const other of [email.slice(1), `${email} `, '%', '', email.replace('.', '_')]) {
      assert.equal(await citizens.findCitizenByEmail(db, other), null);
    }
  });

  it('is found by the captcha that opened the account, with its address only', async () => {
    const captchaId = randomUUID();
    const { id, email } = await inserted({ captchaId });
    assert.equal((await citizens.findCitizenByCaptcha(db, { id: captchaId, email }))?.id, id);
    assert.equal(await citizens.findCitizenByCaptcha(db, { id: captchaId, email: newAddress() }), null);
    assert.equal(await citizens.findCitizenByCaptcha(db, { id: randomUUID(), email }), null);
  });

  for (const [state, end] of [
    ['suspended', suspend],
    ['closed', close],
  ] as const) {
    it(`that is ${state} is found by nothing, and its password is not read`, async () => {
      const captchaId = randomUUID();
      const { id, email } = await inserted({ captchaId });
      await end(id);
      assert.equal(await citizens.findCitizen(db, id), null);
      assert.equal(await citizens.findCitizenByEmail(db, email), null);
      assert.equal(await citizens.findCitizenByCaptcha(db, { id: captchaId, email }), null);
      assert.equal(await passwords.findPasswordHash(db, id), null);
      assert.equal(await within((tx) => citizens.updateEmailConfirmed(tx, { id, email })), false);
      assert.equal(await within((tx) => citizens.updateCitizenEmail(tx, { id, email: newAddress() })), false);
    });
  }

  it('that does not exist is null', async () => {
    assert.equal(await citizens.findCitizen(db, NOBODY), null);
    assert.equal(await passwords.findPasswordHash(db, NOBODY), null);
  });
});

describe('a change', () => {
  it('touches the named citizen and nobody else', async () => {
    const [person, other] = [await inserted(), await inserted()];
    await within(async (tx) => {
      await citizens.updateCitizenNames(tx, person.id, { firstName: 'Lucie-Anne', lastName: 'Dubois' });
      await citizens.updateCitizenPreferences(tx, person.id, {
        language: 'nl',
        notifyByEmail: false,
        defaultSpace: EnterpriseNumber.parse('1999000150'),
      });
      await passwords.updateCitizenPassword(tx, person.id, { to: '$argon2id$new' });
      assert.ok(await citizens.updateEmailConfirmed(tx, person));
    });
    const { emailConfirmedAt, ...changed } = (await citizens.findCitizen(db, person.id)) ?? {};
    assert.ok(emailConfirmedAt instanceof Date);
    const { emailConfirmedAt: _, ...before } = person;
    const preferences = { language: 'nl', notifyByEmail: false, defaultSpace: EnterpriseNumber.parse('1999000150') };
    assert.deepEqual(changed, { ...before, firstName: 'Lucie-Anne', lastName: 'Dubois', ...preferences });
    assert.equal(await passwords.findPasswordHash(db, person.id), '$argon2id$new');
    assert.deepEqual(await citizens.findCitizen(db, other.id), other);
    assert.equal(await passwords.findPasswordHash(db, other.id), '$argon2id$lucie');
  });

  it('of space is to the citizen’s own or to an enterprise number', async () => {
    const { id } = await inserted();
    for (const wrong of ['', 'staff', '2123456789', '012345678', '01234567890', '0123.456.789']) {
      const defaultSpace = wrong as DefaultSpace;
      const change = within((tx) =>
        citizens.updateCitizenPreferences(tx, id, { language: 'fr', notifyByEmail: true, defaultSpace }),
      );
      await assert.rejects(change, { code: '23514' }, defaultSpace);
    }
  });

  it('confirms the address the link was sent to, and no other; the first moment stays', async () => {
    const person = await inserted();
    const confirm = (email: string) => within((tx) => citizens.updateEmailConfirmed(tx, { id: person.id, email }));
    assert.equal(await confirm(newAddress()), false);
    assert.equal((await citizens.findCitizen(db, person.id))?.emailConfirmedAt, null);
    assert.equal(await confirm(person.email), true);
    const first = (await citizens.findCitizen(db, person.id))?.emailConfirmedAt;
    assert.equal(await confirm(person.email), true);
    assert.deepEqual((await citizens.findCitizen(db, person.id))?.emailConfirmedAt, first);
  });

  it('of address is refused when somebody has it, whatever the case, and confirms it otherwise', async () => {
    const [person, other] = [await inserted(), await inserted()];
    const change = (email: string) => within((tx) => citizens.updateCitizenEmail(tx, { id: person.id, email }));
    assert.equal(await change(other.email), false);
    assert.equal(await change(other.email.toUpperCase()), false);
    assert.equal((await citizens.findCitizen(db, person.id))?.email, person.email);
    const email = newAddress();
    assert.equal(await change(email), true);
    const changed = await citizens.findCitizen(db, person.id);
    assert.equal(changed?.email, email);
    assert.ok(changed?.emailConfirmedAt instanceof Date);
    assert.equal(await change(email), true, 'one’s own address is no obstacle');
  });

  it('to one address by twenty at once gives it to one', async () => {
    const people = await Promise.all(Array.from({ length: 20 }, () => inserted()));
    const email = newAddress();
    const changes = await Promise.allSettled(
      people.map(({ id }) => within((tx) => citizens.updateCitizenEmail(tx, { id, email }))),
    );
    assert.equal(changes.filter((one) => one.status === 'fulfilled' && one.value).length, 1);
    for (const one of changes) if (one.status === 'rejected') assert.equal(one.reason.code, '23505');
    assert.equal(await count(email), 1);
  });
});

describe('a closed account', () => {
  it('keeps its row and nothing of who it was', async () => {
    const person = await inserted({ captchaId: randomUUID() });
    await close(person.id);
    const row = await db.one(z.record(z.string(), z.unknown()), sql`select * from citizens where id = ${person.id}`);
    const {
      id,
      created_at,
      closed_at,
      password_changed_at: _,
      status,
      language,
      notify_by_email,
      default_space,
      last_signed_in_on,
      ...personal
    } = row;
    assert.deepEqual([id, created_at, status], [person.id, person.createdAt, 'closed']);
    assert.ok(closed_at instanceof Date && last_signed_in_on instanceof Date);
    assert.deepEqual([language, notify_by_email, default_space], ['fr', true, 'citizen']);
    assert.deepEqual(personal, {
      email: null,
      email_confirmed_at: null,
      password_hash: null,
      first_name: '',
      last_name: '',
      captcha_id: null,
      email_refused_at: null,
      merged_into: null,
      idle_step: null,
      kept_until: null,
    });
  });

  it('gets no password any more', async () => {
    const { id } = await inserted();
    await close(id);
    await within((tx) => passwords.updateCitizenPassword(tx, id, { to: '$argon2id$new' }));
    const row = await db.one(
      z.object({ hash: z.null() }),
      sql`select password_hash as hash from citizens where id = ${id}`,
    );
    assert.equal(row.hash, null);
  });

  it('has its moment, and no other account has one: the database sees to it', async () => {
    const { id } = await inserted();
    for (const wrong of [
      sql`update citizens set status = 'closed' where id = ${id}`,
      sql`update citizens set closed_at = now() where id = ${id}`,
      sql`update citizens set email = null where id = ${id}`,
      sql`update citizens set password_hash = null where id = ${id}`,
      sql`update citizens set status = 'gone', closed_at = now() where id = ${id}`,
    ]) {
      await assert.rejects(run(wrong), { code: '23514' });
    }
  });
});

describe('accounts never confirmed', () => {
  it('are deleted after their days, with all that hangs on them; others stay', async () => {
    const age = (id: string, days: number) =>
      run(
        sql`update citizens set created_at = now() - make_interval(days => ${days}) + interval '1 minute' where id = ${id}`,
      );
    const [young, old, confirmed, suspended, closed] = await Promise.all(Array.from({ length: 5 }, () => inserted()));
    assert.ok(young && old && confirmed && suspended && closed);
    await run(sql`insert into sign_ins (citizen_id, network, browser) values (${old.id}, '192.0.2.7', '')`);
    await within((tx) => citizens.updateEmailConfirmed(tx, confirmed));
    await suspend(suspended.id);
    await close(closed.id);
    await age(young.id, 7);
    for (const { id } of [old, confirmed, suspended, closed]) await age(id, 8);
    assert.equal(await within((tx) => deleteUnconfirmedCitizens(tx, 1_000)), 1);
    const left = await db.many(
      z.object({ id: z.string() }),
      sql`select id from citizens where id = any(${[young, old, confirmed, suspended, closed].map(({ id }) => id)})`,
    );
    assert.deepEqual(new Set(left.map(({ id }) => id)), new Set([young.id, confirmed.id, suspended.id, closed.id]));
    assert.equal(await run(sql`select from sign_ins where citizen_id = ${old.id}`), 0);
  });

  it('stay with what the desk began for them, and keep no other from being deleted', async () => {
    const [helped, other] = [await inserted(), await inserted()];
    for (const { id } of [helped, other]) {
      await run(sql`update citizens set created_at = now() - interval '8 days' where id = ${id}`);
    }
    await run(sql`
      with agent as (
        insert into staff_members (email, first_name, last_name, language, roles)
        values (${`nadia.${helped.id}@1030.be`}, 'Nadia', 'El Amrani', 'fr', '{agent}') returning id)
      insert into desk_visits (id, draft_id, staff_member_id, citizen_id, channel)
      select ${randomUUID()}, ${randomUUID()}, id, ${helped.id}, 'desk' from agent`);
    assert.equal(await within((tx) => deleteUnconfirmedCitizens(tx, 1_000)), 1);
    assert.equal(await run(sql`select from citizens where id = ${helped.id}`), 1);
  });
});
