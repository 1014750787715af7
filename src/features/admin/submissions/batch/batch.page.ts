import type { Request, Response } from 'express';
import { z } from 'zod';
import { formatReference, parseReference } from '../../../../domain/numbers/reference.ts';
import { type ErrorSummary, errorSummary, type TextArea } from '../../../../web/form/fields.ts';
import { emptyForm, type Form, parseForm, postedOf, says, withError } from '../../../../web/form/parse.ts';
import { shellOf } from '../../../../web/page/locals.ts';
import type { Shell } from '../../../../web/page/shell.ts';
import type { Tag } from '../../../../web/page/tag.ts';
import { view } from '../../../../web/page/view.ts';
import { type OwnPath, withQuery } from '../../../../web/pipeline/own-path.ts';
import { staffActor } from '../../../staff/signed-in-staff.ts';
import type { HandlingApp } from '../act-on-submission.ts';
import { closingReason } from '../acts/closing.ts';
import { reason } from '../acts/reason.ts';
import { readListQuery } from '../list/list-query.ts';
import { staffSubmissionPath } from '../staff-submission-path.ts';
import { actOnSeveral, type BatchAct, type BatchResult } from './act-on-several.ts';

type Result = { href: OwnPath; reference: string; tag: Tag };
export type BatchPage = {
  title: string;
  back: string;
  summary: ErrorSummary;
  results: Result[];
  /** The sentence that says how many acts were done; null when none was tried. */
  told: string | null;
  /** The form that asks for the reason to close again; null otherwise. */
  again: { action: OwnPath; references: readonly string[]; list: string; reason: TextArea } | null;
};
const batchView = view<BatchPage>('admin/submissions/batch/batch');

export const BATCH_AT_MOST = 100;
const act = z.discriminatedUnion('act', [
  z.object({ act: z.literal('take') }),
  z.object({ act: z.literal('assign'), assignee: z.uuid({ error: says('web:error.choice.missing') }) }),
  z.object({ act: z.literal('close'), reason: reason('admin:error.reason.missing') }),
]);
const SHOWN = ['act', 'assignee', 'reason', 'list'] as const;

/** Does one act on several submissions of the list, and shows what became of each. */
export const batchPage = (app: HandlingApp) => ({
  async get(_req: Request, res: Response): Promise<void> {
    const shell = shellOf(res);
    const form = emptyForm(SHOWN);
    batchView.render(res, { ...pageOf(form, shell), told: shell.t('admin:batch.nothing') });
  },

  async post(req: Request, res: Response): Promise<void> {
    const { t } = shellOf(res);
    const { fields, lists } = postedOf(req, ['references']);
    const references = [...new Set(lists.references.map(parseReference))].filter((one) => one !== null);
    const { form, ...parsed } = parseForm(act, { shown: SHOWN, fields, t });
    const wrong =
      references.length === 0
        ? t('admin:batch.nothing')
        : references.length > BATCH_AT_MOST && t('admin:batch.tooMany', { max: BATCH_AT_MOST });
    if (wrong !== false) return refuse(res, withError({ ...form, errors: [] }, 'references', wrong), []);
    if (!parsed.ok) return refuse(res, form, references);
    const results = await actOnSeveral(app, { references, act: parsed.input, by: staffActor(res) });
    show(res, { form, results, act: parsed.input });
  },
});

type Refused = Form<(typeof SHOWN)[number]>;

function refuse(res: Response, form: Refused, references: readonly string[]): void {
  const shell = shellOf(res);
  const { list } = form.values;
  const asksReason = form.values.act === 'close' && references.length > 0;
  const area = closingReason(form, shell.t);
  const action = shell.at('/admin/submissions/batch');
  const shown = references.map(formatReference);
  const page = pageOf(form, shell);
  const again = asksReason ? { action, references: shown, list, reason: area } : null;
  batchView.renderForm(res, { ...page, again }, form);
}

type Done = { form: Refused; results: readonly BatchResult[]; act: BatchAct };

function show(res: Response, { form, results, act: { act: name } }: Done): void {
  const shell = shellOf(res);
  const { t, at } = shell;
  const count = results.filter(({ outcome }) => outcome === 'done').length;
  batchView.render(res, {
    ...pageOf(form, shell),
    told: t('admin:batch.told', { done: count, all: results.length }),
    results: results.map(({ reference, outcome }) => ({
      href: withQuery(at(staffSubmissionPath(reference)), { list: readListQuery(form.values.list) }),
      reference: formatReference(reference),
      tag:
        outcome === 'done'
          ? { colour: 'green', text: t(`admin:batch.done.${name}`) }
          : { colour: 'orange', text: t(`admin:batch.${outcome === 'gone' ? 'gone' : 'refused'}`) },
    })),
  });
}

function pageOf(form: Refused, { t, at }: Shell): BatchPage {
  return {
    title: t('admin:batch.title'),
    back: `${at('/admin/submissions')}${readListQuery(form.values.list)}`,
    summary: errorSummary(form, t),
    results: [],
    told: null,
    again: null,
  };
}
