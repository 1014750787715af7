import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { TAKEN_OVER_AT_MOST } from '../../../../../src/features/admin/submissions/take-over/take-over-work.ts';
import { fillDatabase } from '../../../../support/database.ts';
import { text } from '../../../../support/journeys.ts';
import { startPortal, type TestPortal } from '../../../../support/portal.ts';
import { assertIsNotThere } from '../../../../support/refusals.ts';
import { addColleague, type Colleague, signInColleague } from '../../../../support/staff.ts';
import { detailOf, eventsOf, filedRequest, rowOf } from '../../../../support/submissions/handling.ts';
import type { NewSubmission } from '../../../../support/submissions/submitted.ts';
import type { Visitor } from '../../../../support/visitor.ts';

let portal: TestPortal;
let nadia: Visitor;
let colleague: Colleague;
before(async () => {
  portal = await startPortal();
  ({ visitor: nadia, colleague } = await signInColleague(portal, 'agent', ['festivities', 'rooms']));
});

const run = (statement: string, values: unknown[]) => portal.app.db.pool.query(statement, values);
const assigneeOf = async (reference: string) => (await rowOf(portal, reference)).assignee_id;

/** A colleague with a name of their own, and what they have to do. */
async function withWork(name: string, ...wanted: Omit<NewSubmission, 'email'>[]) {
  const absent = await addColleague(portal, 'agent', ['festivities', 'rooms', 'cleanliness']);
  await run('update staff_members set last_name = $2 where id = $1', [absent.id, name]);
  const requests: Awaited<ReturnType<typeof filedRequest>>[] = [];
  for (const one of wanted) {
    const request = await filedRequest(portal, one);
    await run(`update submissions set assignee_id = $2, status = 'in-progress' where id = $1`, [request.id, absent.id]);
    requests.push(request);
  }
  return { absent, requests, page: `/fr/admin/submissions/take-over/${absent.id}` };
}
const room = { slug: 'room-rental' };
const lists = async (query: string) => text((await nadia.open(`/fr/admin/submissions${query}`)).html);

async function followLink(words: string) {
  const [, href] = new RegExp(`href="([^"]*)">${words}</a>`).exec(nadia.page.html) ?? [];
  assert.ok(href, words);
  return await nadia.open(href.replaceAll('&amp;', '&'));
}

describe('the work of a colleague', () => {
  it('is taken over from the list, each request with its own event and line of the audit log', async () => {
    const { absent, requests } = await withWork('Absente', {}, {});
    const early = await addColleague(portal, 'agent', ['festivities']);
    await run(`update staff_members set last_name = 'Aaron' where id = $1`, [early.id]);
    await nadia.open(`/fr/admin/submissions?assignee=${absent.id}`);
    const page = await followLink('Reprendre ou confier tout le travail de Nadia Absente');
    assert.match(text(page.html), /Nadia Absente a 2 demandes en cours dans vos services/);
    assert.match(page.html, /<option value="me"[^>]*>Moi/);
    assert.ok(page.html.indexOf('value="me"') < page.html.search(/<option value="[\da-f]{8}-/));
    const { html, status } = await nadia.press('Confier tout');
    assert.equal(status, 200);
    assert.match(text(html), /2 demandes confiées à Nadia Benali.*n’a aucune demande en cours/s);
    assert.match(html, new RegExp(`href="/fr/admin/submissions\\?assignee=${absent.id}"`));
    for (const { id, reference } of requests) {
      assert.equal(await assigneeOf(reference), colleague.id);
      assert.deepEqual(await eventsOf(portal, id), ['filed', 'taken']);
      const audited = await run(
        `select from audit_events where name = 'submission-handled' and details ->> 'reference' = $1 and staff_member_id = $2`,
        [reference, colleague.id],
      );
      assert.equal(audited.rowCount, 1);
    }
  });

  it('pressed twice, at once or later, is given over once', async () => {
    const { requests, page } = await withWork('Double', {}, {}, {});
    const press = () => nadia.post(page, { assignee: 'me' });
    const answers = await Promise.all([press(), press()]);
    assert.deepEqual(
      answers.map(({ status }) => status),
      [200, 200],
    );
    const again = await press();
    assert.match(text(again.html), /plus aucune demande n’était à confier/);
    for (const { id } of requests) assert.deepEqual(await eventsOf(portal, id), ['filed', 'taken']);
  });

  it('goes to another only where they work: the rest stays and is said', async () => {
    const { absent, requests, page } = await withWork('Partie', {}, room, { slug: 'cleanliness-report' });
    const other = await addColleague(portal, 'agent', ['rooms']);
    await nadia.open(page);
    nadia.type('assignee', other.id);
    const { html } = await nadia.press('Confier tout');
    assert.match(text(html), /1 demande confiée à .*1 demande reste : .*ne travaille pas pour son service/s);
    const [festive, hall, elsewhere] = requests;
    assert.ok(festive && hall && elsewhere);
    assert.deepEqual(
      [await assigneeOf(festive.reference), await assigneeOf(hall.reference), await assigneeOf(elsewhere.reference)],
      [absent.id, other.id, absent.id],
    );
    assert.equal((await detailOf(portal, hall.id, 'assigned'))['assigneeId'], other.id);
  });

  it('which is closed stays theirs', async () => {
    const { absent, requests, page } = await withWork('Finie', {});
    const [request] = requests;
    assert.ok(request);
    await run(`update submissions set status = 'closed', closed_at = now() where id = $1`, [request.id]);
    assert.match(text((await nadia.post(page, { assignee: 'me' })).html), /plus aucune demande/);
    assert.equal(await assigneeOf(request.reference), absent.id);
  });

  it('that is more than one form gives over is given with the next', async () => {
    const { absent, page } = await withWork('Longue', {});
    await fillDatabase(
      portal.databaseUrl,
      `insert into submissions (id, reference, slug, version, first_name, last_name, answers, status, language, filed_at,
         changed_at, assignee_id, department)
       select gen_random_uuid(), lpad((70000000000 + n)::text, 11, '0'), slug, version, first_name, last_name, answers,
         status, language, filed_at + make_interval(secs => n), changed_at, assignee_id, department
       from submissions cross join generate_series(1, $2::integer) n where assignee_id = $1`,
      [absent.id, TAKEN_OVER_AT_MOST],
    );
    const first = text((await nadia.post(page, { assignee: 'me' })).html);
    assert.match(first, /500 demandes confiées.*1 demande reste\. Envoyez encore une fois/s);
    assert.match(text((await nadia.post(page, { assignee: 'me' })).html), /1 demande confiée/);
  });
});

describe('who got to be absent', () => {
  const LEFT = {
    Suspendue: `update staff_members set status = 'suspended' where id = $1`,
    'Sans rôle': `update staff_members set roles = '{helpdesk}' where id = $1`,
    'Sans service': 'delete from staff_departments where staff_member_id = $1',
  };
  for (const [name, statement] of Object.entries(LEFT)) {
    it(`« ${name} »: is still in the filter, and the work in « À reprendre », until it is taken over`, async () => {
      const { absent, requests, page } = await withWork(name, {});
      const [request] = requests;
      assert.ok(request);
      const reference = request.path.slice('/submissions/'.length);
      assert.doesNotMatch(await lists('?view=to-take-over'), new RegExp(reference));
      await run(statement, [absent.id]);
      for (const query of ['', '&sort=due', '&status=in-progress', '&procedure=event-permit', `&q=${reference}`]) {
        assert.match(await lists(`?view=to-take-over${query}`), new RegExp(reference), query);
      }
      assert.match(await lists('?view=to-take-over'), /À reprendre [1-9]/);
      const filtered = await nadia.open(`/fr/admin/submissions?assignee=${absent.id}`);
      assert.match(filtered.html, new RegExp(`<option value="${absent.id}" selected>Nadia ${name}</option>`));
      assert.ok(filtered.html.includes(page));
      await nadia.open(page);
      assert.match(text((await nadia.press('Confier tout')).html), /1 demande confiée/);
      assert.doesNotMatch(await lists('?view=to-take-over'), new RegExp(reference));
      assert.doesNotMatch(await lists(''), new RegExp(`Nadia ${name}`));
    });
  }

  it('in one department only is still a colleague in the other', async () => {
    const { absent, requests } = await withWork('Mutée', {}, room);
    await run(`delete from staff_departments where staff_member_id = $1 and department = 'rooms'`, [absent.id]);
    const shown = await lists('?view=to-take-over');
    const [festive, hall] = requests.map(({ path }) => path.slice('/submissions/'.length));
    assert.ok(festive && hall && shown.includes(hall) && !shown.includes(festive));
  });

  it('is shown to nobody of other departments', async () => {
    const { absent, requests, page } = await withWork('Ailleurs', {});
    await run(LEFT.Suspendue, [absent.id]);
    const { visitor: stranger } = await signInColleague(portal, 'agent', ['population']);
    assert.match(text((await stranger.open('/fr/admin/submissions?view=to-take-over')).html), /À reprendre 0/);
    await assertIsNotThere(stranger, page, { assignee: 'me' });
    assert.equal(await assigneeOf(requests[0]?.reference ?? ''), absent.id);
  });
});

describe('a form that takes over', () => {
  it('for nobody, oneself as absent, a helpdesk or a stranger changes nothing', async () => {
    const { absent, requests, page } = await withWork('Intacte', {});
    const helpdesk = await addColleague(portal, 'helpdesk', ['festivities']);
    const stranger = await addColleague(portal, 'agent', ['population']);
    for (const assignee of ['', 'all', absent.id, helpdesk.id, stranger.id, '00000000-0000-4000-8000-000000000000']) {
      const refused = await nadia.post(page, { assignee });
      assert.equal(refused.status, 422, assignee);
      assert.match(refused.html, /govuk-error-summary/);
    }
    assert.equal(await assigneeOf(requests[0]?.reference ?? ''), absent.id);
  });

  it('says the name of nobody whose work the agent may not take, also where nothing is left to give', async () => {
    const { absent, page } = await withWork('Sans-travail');
    const stranger = await addColleague(portal, 'agent', ['population']);
    await run(`update staff_members set last_name = 'Inconnue' where id = $1`, [stranger.id]);
    assert.equal((await nadia.open(page)).status, 200);
    const refused = await nadia.post(page, { assignee: stranger.id });
    assert.equal(refused.status, 422);
    assert.ok(!refused.html.includes('Inconnue'));
    await run('delete from staff_departments where staff_member_id = $1', [absent.id]);
    await assertIsNotThere(nadia, page, { assignee: 'me' });
  });

  it('of somebody who is not there is the 404 of a missing page', async () => {
    for (const id of ['x', '00000000-0000-4000-8000-000000000000']) {
      const page = `/fr/admin/submissions/take-over/${id}`;
      assert.equal((await nadia.open(page)).status, 404);
      assert.equal((await nadia.post(page, { assignee: 'me' })).status, 404);
    }
  });

  it('gives one’s own work to a colleague', async () => {
    const other = await addColleague(portal, 'agent', ['festivities', 'rooms']);
    const { id, reference } = await filedRequest(portal);
    await run('update submissions set assignee_id = $2 where id = $1', [id, colleague.id]);
    await nadia.open('/fr/admin/submissions?assignee=me');
    const page = await followLink('Confier tout mon travail à un collègue');
    assert.match(page.html, /<h1[^>]*>Confier tout mon travail à un collègue</);
    nadia.type('assignee', other.id);
    await nadia.press('Confier tout');
    assert.equal(await assigneeOf(reference), other.id);
  });
});
