import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { z } from 'zod';
import { localDateOf } from '../../../../src/domain/local-date.ts';
import { daysAfter } from '../../../../src/domain/working-days.ts';
import { loadDefinitions } from '../../../../src/features/procedures/definitions.ts';
import { publishProcedures } from '../../../../src/features/procedures/versions/publish-procedures.ts';
import { sql } from '../../../../src/platform/database.ts';
import { Watch } from '../../../../src/platform/postgres/watch.ts';
import { watchSettings } from '../../../../src/watch-settings.ts';
import { text } from '../../../support/journeys.ts';
import { startPortal, type TestPortal } from '../../../support/portal.ts';
import { signInColleague } from '../../../support/staff.ts';
import { statementsDuring } from '../../../support/statements.ts';
import { confirmedCitizen, fileDraft, fileEventPermit, readyDraft } from '../../../support/submissions/filing.ts';
import { Visitor } from '../../../support/visitor.ts';

const PAGE = '/fr/admin/procedures/event-permit';
const SAVE = 'Enregistrer le changement';
let portal: TestPortal;
let sofia: Visitor;
before(async () => {
  portal = await startPortal();
  sofia = (await signInColleague(portal, 'administrator')).visitor;
});

const today = () => localDateOf(portal.clock.now());
/** What the form sends where nothing was changed. */
const UNCHANGED = { opening: 'open', fee: 'file', delay: 'file', reason: 'Essai' };
const days = (name: string, date: string) => {
  const [year = '', month = '', day = ''] = date.split('-');
  return { [`${name}Day`]: day, [`${name}Month`]: month, [`${name}Year`]: year };
};
const closedBetween = (from: string, to: string) => ({
  opening: 'closed-between',
  ...days('closedFrom', from),
  ...days('closedTo', to),
  closedTextFr: 'Le service est en congé.\nÀ bientôt.',
  closedTextNl: 'De dienst is met verlof.',
});
/** Sets something on top of what the page was shown with. */
async function set(visitor: Visitor, fields: Record<string, string>, page = PAGE) {
  await visitor.open(page);
  const [, version = ''] = /name="version" value="(\d+)"/.exec(visitor.page.html) ?? [];
  return visitor.post(page, { ...UNCHANGED, version, ...fields });
}
const auditOf = (slug: string) =>
  portal.app.db.many(
    z.strictObject({ reason: z.string(), revision: z.number() }),
    sql`select details ->> 'reason' as reason, (details -> 'revision')::integer as revision from audit_events
      where name = 'procedure-changed' and details ->> 'slug' = ${slug} order by id`,
  );

describe('an administrator closes a démarche for a while', () => {
  it('by the form: drafts are kept and cannot be filed, the public reads why, and the day after it opens again', async () => {
    const { visitor } = await confirmedCitizen(portal);
    const draft = await readyDraft(visitor);
    const [from, to] = [today(), daysAfter(today(), 10)];
    await sofia.open(PAGE);
    sofia.choose('Fermée entre deux jours, par exemple en août');
    for (const [id, value] of Object.entries({ ...days('closedFrom', from), ...days('closedTo', to) }))
      sofia.type(id, value);
    sofia
      .fill('Texte de fermeture en français', 'Le service est en congé.')
      .fill('Texte de fermeture en néerlandais', 'De dienst is met verlof.')
      .fill('Motif', 'Congé annuel');
    const saved = await sofia.press(SAVE);
    assert.deepEqual([saved.status, saved.location], [303, PAGE]);
    const shown = text((await sofia.follow()).html);
    assert.match(shown, /Le changement est enregistré.*Fermée jusqu’à l’ouverture du/);
    assert.match(shown, /Version 1.*Congé annuel.*En vigueur/);
    const guest = new Visitor(portal);
    const page = text((await guest.open('/fr/procedures/event-permit')).html);
    assert.match(page, /fermée pour le moment\. Elle rouvre le.*Le service est en congé\./);
    assert.ok(!page.includes('Commencer'));
    assert.match(text((await guest.open('/nl/procedures/event-permit')).html), /De dienst is met verlof\./);
    assert.match(text((await visitor.open(`${draft}/check`)).html), /elle rouvre le.*Le service est en congé\./);
    await fileDraft(visitor, draft);
    assert.doesNotMatch(visitor.page.location ?? '', /submissions/, 'it was filed while closed');
    portal.clock.advance(11 * 86_400);
    sofia = (await signInColleague(portal, 'administrator')).visitor;
    assert.match(text((await guest.open('/fr/procedures/event-permit')).html), /Commencer/);
    assert.deepEqual(await auditOf('event-permit'), [{ reason: 'Congé annuel', revision: 1 }]);
  });

  it('until further notice, and opens it again', async () => {
    const page = '/fr/admin/procedures/terrace';
    const closed = {
      opening: 'closed',
      closedTextFr: 'Suspendu.',
      closedTextNl: 'Opgeschort.',
      closedTextEn: 'Suspended.',
    };
    assert.equal((await set(sofia, closed, page)).status, 303);
    assert.match(text((await sofia.open(page)).html), /Fermée depuis le .*jusqu’à nouvel ordre.*Suspendu\./);
    const guest = new Visitor(portal);
    assert.match(text((await guest.open('/en/procedures/terrace')).html), /has been closed since.*Suspended\./);
    assert.equal((await set(sofia, {}, page)).status, 303);
    assert.match(text((await guest.open('/fr/procedures/terrace')).html), /Commencer/);
  });
});

describe('a fee and a delay that an administrator changes', () => {
  it('hold for drafts begun afterwards; what was begun or filed keeps its own', async () => {
    const { visitor } = await confirmedCitizen(portal);
    const filed = await fileEventPermit(visitor);
    const older = await readyDraft(visitor);
    const feeOf = (html: string) => /Prix\s+(.*?)\s+Délai\s+(.*?) (?:après|Identification)/.exec(text(html))?.slice(1);
    const before = feeOf((await visitor.open('/fr/procedures/event-permit')).html);
    const changed = {
      fee: 'fixed',
      feeAmount: '12,50',
      feeNoteFr: 'Par jour.',
      feeNoteNl: 'Per dag.',
      delay: 'set',
      delayDays: '7',
      delayUnit: 'working',
    };
    assert.equal((await set(sofia, changed)).status, 303);
    const after = feeOf((await visitor.open('/fr/procedures/event-permit')).html);
    assert.notDeepEqual(after, before);
    assert.match(String(after), /12,50\s€.*Par jour\.,7 jours ouvrables/);
    assert.match(text((await visitor.open(`${older}/check`)).html), /a changé depuis/);
    const versions = await portal.app.db.many(
      z.strictObject({ version: z.number(), fee: z.unknown() }),
      sql`select version, definition -> 'fee' -> 'amount' as fee from procedure_versions where slug = 'event-permit' order by version`,
    );
    assert.deepEqual(versions.map(({ fee }) => fee).at(-1), 12.5);
    await visitor.post('/fr/procedures/event-permit/drafts', { profile: 'citizen', another: 'yes' });
    const kept = await portal.app.db.many(
      z.strictObject({ id: z.string(), version: z.number() }),
      sql`select id, version from drafts where slug = 'event-permit' order by id`,
    );
    const version = (draft: string) => kept.find(({ id }) => draft.includes(id))?.version;
    assert.equal(version(older), 1);
    assert.equal(version(visitor.page.location ?? ''), 2);
    assert.equal((await visitor.open(filed)).status, 200);
    assert.doesNotMatch(text(visitor.page.html), /12,50/);
  });

  it('make no other version when only the opening changes afterwards', async () => {
    const changed = { fee: 'fixed', feeAmount: '3', delay: 'file' };
    const page = '/fr/admin/procedures/room-rental';
    await set(sofia, changed, page);
    portal.clock.advance(86_400);
    sofia = (await signInColleague(portal, 'administrator')).visitor;
    await set(sofia, { ...changed, ...closedBetween(today(), today()) }, page);
    const { rows } = await portal.app.db.pool.query(
      `select version from procedure_versions where slug = 'room-rental'`,
    );
    assert.equal(rows.length, 2);
  });
});

describe('the form of a démarche', () => {
  it('refuses what is wrong, each with what to do, and keeps what was typed', async () => {
    for (const [fields, field] of [
      [{ opening: 'nope' }, 'opening'],
      [{ ...closedBetween('2020-08-01', '2020-08-31') }, 'closedToDay'],
      [{ ...closedBetween(daysAfter(today(), 9), daysAfter(today(), 2)) }, 'closedToDay'],
      [{ ...closedBetween(today(), daysAfter(today(), 1200)) }, 'closedToDay'],
      [{ ...closedBetween(today(), '2027-02-30') }, 'closedToDay'],
      [{ ...closedBetween(today(), today()), closedTextNl: '' }, 'closedTextNl'],
      [{ opening: 'closed' }, 'closedTextFr'],
      [{ fee: 'fixed', feeAmount: 'cher' }, 'feeAmount'],
      [{ fee: 'fixed', feeAmount: '0' }, 'feeAmount'],
      [{ fee: 'none', feeNoteNl: 'Alleen' }, 'feeNoteFr'],
      [{ delay: 'set', delayDays: '-1', delayUnit: 'working' }, 'delayDays'],
      [{ delay: 'set', delayDays: '401', delayUnit: 'working' }, 'delayDays'],
      [{ delay: 'set', delayDays: '4' }, 'delayUnit'],
      [{ deskFr: 'Guichet 4' }, 'deskNl'],
      [{ phone: '12' }, 'phone'],
      [{ email: 'guichet' }, 'email'],
      [{ phone: '02 244 00 00\0' }, 'phone'],
      [{ phone: '02 555 12 34', reason: '' }, 'reason'],
      [{ fee: 'file' }, 'opening'],
    ] as const) {
      const answer = await set(sofia, fields, '/fr/admin/procedures/equipment-loan');
      assert.equal(answer.status, 422, JSON.stringify(fields));
      assert.ok(answer.html.includes(`href="#${field}"`), `${JSON.stringify(fields)} names no ${field}`);
    }
    assert.deepEqual(await auditOf('equipment-loan'), []);
  });

  it('lets the first of two administrators pass, and tells the second what stands there now', async () => {
    const page = '/fr/admin/procedures/horeca-permit';
    const other = (await signInColleague(portal, ['agent', 'administrator'])).visitor;
    const fields = { ...UNCHANGED, version: '0', phone: '02 555 12 34' };
    const answers = await Promise.all([sofia, other].map((visitor) => visitor.post(page, fields)));
    assert.deepEqual(answers.map(({ status }) => status).sort(), [303, 409]);
    const late = answers.find(({ status }) => status === 409);
    assert.match(text(late?.html ?? ''), /quelqu’un d’autre a changé cette démarche.*02 555 12 34/);
    assert.equal((await auditOf('horeca-permit')).length, 1);
    assert.equal((await sofia.post(page, { ...fields, version: '7', phone: '02 555 12 35' })).status, 409);
  });

  it('shows hostile words as words', async () => {
    const page = '/fr/admin/procedures/cleanliness-report';
    const hostile = '<script>alert(1)</script>"\'';
    const saved = await set(
      sofia,
      { deskFr: hostile, deskNl: hostile, reason: hostile, email: 'Guichet@Exemple.be' },
      page,
    );
    assert.equal(saved.status, 303);
    for (const address of [page, '/fr/procedures/cleanliness-report']) {
      assert.ok(!(await sofia.open(address)).html.includes('<script>alert'), address);
    }
    const guest = await new Visitor(portal).open('/fr/procedures/cleanliness-report');
    assert.match(guest.html, /href="mailto:guichet@exemple\.be"/);
  });

  it('is not there for a démarche that does not exist', async () => {
    assert.equal((await sofia.open('/fr/admin/procedures/nope')).status, 404);
    assert.equal((await sofia.post('/fr/admin/procedures/nope', UNCHANGED)).status, 404);
  });
});

describe('what was set', () => {
  it('costs a visitor of the catalogue no statement', async () => {
    const guest = new Visitor(portal);
    const sent = await statementsDuring(portal.app.db, async () => {
      await guest.open('/fr/procedures');
      await guest.open('/fr/procedures/event-permit');
    });
    assert.deepEqual(sent, []);
  });

  it('reaches another process, and a process that starts later', async () => {
    const { db, commune, config, log } = portal.app;
    const other = await publishProcedures({ db, commune }, loadDefinitions());
    const watch = new Watch(watchSettings({ db, commune, config }, other), log);
    await watch.check();
    await set(sofia, { phone: '02 555 99 99' }, '/fr/admin/procedures/e-bike-grant');
    assert.equal(other.current('e-bike-grant')?.definition.contact, undefined);
    await watch.check();
    assert.equal(other.current('e-bike-grant')?.definition.contact?.phone, '02 555 99 99');
    const later = await publishProcedures({ db, commune }, loadDefinitions());
    assert.equal(later.current('e-bike-grant')?.definition.contact?.phone, '02 555 99 99');
  });
});
