import type { Request, Response } from 'express';
import { z } from 'zod';
import { NotFound } from '../../../../domain/not-found.ts';
import { fullName } from '../../../../domain/person-name.ts';
import { type ErrorSummary, errorSummary, type SelectField, selectField } from '../../../../web/form/fields.ts';
import { type Form, fieldsOf, firstForm, parseForm, says, withError } from '../../../../web/form/parse.ts';
import { rowIdIn } from '../../../../web/form/row-id.ts';
import { formatNumber } from '../../../../web/page/format.ts';
import { shellOf } from '../../../../web/page/locals.ts';
import type { Shell } from '../../../../web/page/shell.ts';
import { view } from '../../../../web/page/view.ts';
import { DEPARTMENTS, departmentName } from '../../../procedures/definition/departments.ts';
import { staffActor, staffOf } from '../../../staff/signed-in-staff.ts';
import type { HandlingApp } from '../act-on-submission.ts';
import { readListQuery } from '../list/list-query.ts';
import { type Colleague, findColleague, listOpenWork, listTakers, type OpenWork } from './open-work.repository.ts';
import { TAKEN_OVER_AT_MOST, type TakenOver, takeOverWork } from './take-over-work.ts';

export type TakeOverPage = {
  title: string;
  back: string;
  summary: ErrorSummary;
  /** The sentences that say what became of the submissions; empty until the form is sent. */
  results: string[];
  /** The sentence that says how many submissions are left, or that there are none. */
  left: string;
  /** The sentences that say how many submissions are left in each department. */
  departments: string[];
  /** The form, with what it does and who may get the work; null when nothing is left or nobody can get it. */
  form: { told: string; assignee: SelectField; list: string } | null;
};
const takeOverView = view<TakeOverPage>('admin/submissions/take-over/take-over');

const SHOWN = ['assignee', 'list'] as const;
const unknown = says('web:error.choice.missing');
const fields = z.object({ assignee: z.union([z.literal('me'), z.uuid()], { error: unknown }) });
type Typed = Form<(typeof SHOWN)[number]>;

/** Gives all the open work of a colleague in one's departments to oneself or to another agent at once. */
export const takeOverPage = (app: HandlingApp) => ({
  async get(req: Request, res: Response): Promise<void> {
    const list = readListQuery(req.query['list']);
    show(res, { form: firstForm(res, SHOWN, { list }), results: [], around: await readAround(app, res) });
  },

  async post(req: Request, res: Response): Promise<void> {
    const shell = shellOf(res);
    const { form, ...parsed } = parseForm(fields, { shown: SHOWN, fields: fieldsOf(req), t: shell.t });
    const around = await readAround(app, res);
    if (!parsed.ok) return show(res, { form, results: [], around });
    const by = staffActor(res);
    const to = parsed.input.assignee === 'me' ? by.id : parsed.input.assignee;
    const taker = await findColleague(app.db, { id: to, agentId: by.id });
    const isOther = taker !== null && taker.id !== around.colleague.id;
    // Somebody who sends the form again finds nothing left to give, and nobody to choose among.
    const mayGet = isOther && (around.work.length === 0 || around.takers.some(({ id }) => id === to));
    if (!mayGet) {
      const refused = withError(form, 'assignee', shell.t('web:error.choice.missing'));
      return show(res, { form: refused, results: [], around });
    }
    const taken = await takeOverWork(app, { from: around.colleague.id, to, by });
    const after = await readWork(app, res, around.colleague);
    show(res, { form, results: resultsOf({ taken, taker, after }, shell), around: after });
  },
});

type Around = { colleague: Colleague; work: OpenWork[]; takers: Colleague[] };

/** Throws NotFound for nobody whose work the reader may see. */
async function readAround(app: HandlingApp, res: Response): Promise<Around> {
  const id = rowIdIn(res.req.params['colleague']);
  const colleague = await findColleague(app.db, { id, agentId: staffOf(res).id });
  if (colleague === null) throw new NotFound();
  return readWork(app, res, colleague);
}

async function readWork({ db }: HandlingApp, res: Response, colleague: Colleague): Promise<Around> {
  const work = await listOpenWork(db, { agentId: staffOf(res).id, assigneeId: colleague.id });
  const takers = await listTakers(
    db,
    work.map(({ department }) => department),
  );
  return { colleague, work, takers: takers.filter((one) => one.id !== colleague.id) };
}

type After = { taken: TakenOver; taker: Colleague; after: Around };

function resultsOf({ taken, taker, after }: After, { t, language }: Shell): string[] {
  const person = fullName(taker);
  const said = (key: 'done' | 'changed' | 'stay' | 'more', count: number) =>
    t(`admin:takeOver.${key}`, { count, number: formatNumber(count, language), person });
  const works = after.takers.some(({ id }) => id === taker.id);
  const left = after.work.reduce((sum, { count }) => sum + count, 0);
  return [
    taken.done === 0 ? t('admin:takeOver.doneNone', { person }) : said('done', taken.done),
    ...(taken.changed > 0 ? [said('changed', taken.changed)] : []),
    ...(left === 0 ? [] : [said(works ? 'more' : 'stay', left)]),
  ];
}

type Shown = { form: Typed; results: string[]; around: Around };

function show(res: Response, { form, results, around: { colleague, work, takers } }: Shown): void {
  const shell = shellOf(res);
  const { t, at, language } = shell;
  const viewer = staffOf(res).id;
  const person = fullName(colleague);
  const left = work.reduce((sum, { count }) => sum + count, 0);
  const list = readListQuery(form.values.list);
  // The reader stands first: what is chosen already then gives nothing to somebody who was not asked.
  const mineFirst = takers.toSorted((one, other) => Number(other.id === viewer) - Number(one.id === viewer));
  const choices = mineFirst.map((one) => ({
    value: one.id === viewer ? 'me' : one.id,
    label: one.id === viewer ? t('admin:assignment.me', { person: fullName(one) }) : fullName(one),
  }));
  const page: TakeOverPage = {
    title: colleague.id === viewer ? t('admin:takeOver.link.own') : t('admin:takeOver.title', { person }),
    back: `${at('/admin/submissions')}${list}`,
    summary: errorSummary(form, t),
    results,
    left:
      left === 0
        ? t('admin:takeOver.none', { person })
        : t('admin:takeOver.left', { count: left, number: formatNumber(left, language), person }),
    departments: departmentsOf(work, language),
    form: null,
  };
  const assignee = selectField('assignee', form, { label: t('admin:assignment.assignee'), choices });
  const told = t('admin:takeOver.told', { max: formatNumber(TAKEN_OVER_AT_MOST, language) });
  const asked = choices.length === 0 ? null : { told, assignee, list };
  takeOverView.renderForm(res, { ...page, form: asked }, form);
}

function departmentsOf(work: readonly OpenWork[], language: Shell['language']): string[] {
  return [...new Set([...DEPARTMENTS, ...work.map(({ department }) => department)])].flatMap((one) =>
    work
      .filter(({ department }) => department === one)
      .map(({ count }) => `${departmentName(one, language).text} (${formatNumber(count, language)})`),
  );
}
