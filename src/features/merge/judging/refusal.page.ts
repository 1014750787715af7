import type { Request, Response } from 'express';
import { z } from 'zod';
import type { App } from '../../../app.ts';
import { NotFound } from '../../../domain/not-found.ts';
import {
  type ErrorSummary,
  errorOf,
  errorSummary,
  type Radios,
  radiosField,
  type TextArea,
} from '../../../web/form/fields.ts';
import { type Form, fieldsOf, firstForm, parseForm, says } from '../../../web/form/parse.ts';
import { rowIdIn } from '../../../web/form/row-id.ts';
import { shellOf } from '../../../web/page/locals.ts';
import { redirectWithNotice } from '../../../web/page/shell.ts';
import { view } from '../../../web/page/view.ts';
import { words } from '../../helpdesk/acts/grounds-form.ts';
import { MERGE_REFUSALS } from '../../helpdesk/acts/help-acts.ts';
import { MERGES_PATH } from '../../helpdesk/helpdesk-paths.ts';
import { staffActor } from '../../staff/signed-in-staff.ts';
import { judgeMerge } from './judge-merge.ts';
import { type MergeSide, mergeSides } from './merge-sides.ts';
import { findWaitingMerge, type WaitingMerge } from './waiting-merges.repository.ts';

const SHOWN = ['reason', 'reasonWords'] as const;
const RefusalFields = z
  .object({ reason: z.enum(MERGE_REFUSALS, { error: says('merge:error.reason.missing') }), reasonWords: words })
  .check(
    z.superRefine(({ reason, reasonWords }, context) => {
      if (reason !== 'merge-other' || reasonWords !== '') return;
      context.addIssue({ code: 'custom', path: ['reasonWords'], message: says('helpdesk:error.words.missing') });
    }),
  );

export type MergeRefusalPage = {
  title: string;
  back: string;
  sides: MergeSide[];
  summary: ErrorSummary;
  /** The sentence that says why the merge was not refused; null when it may be. */
  refused: string | null;
  reason: Radios;
  reasonWords: TextArea;
};
const refusalView = view<MergeRefusalPage>('merge/judging/refusal');
type RefusalApp = Pick<App, 'clock' | 'db' | 'sealing'>;

/**
 * The page that refuses a merge, with a reason that its owner reads in their language and words that only colleagues
 * read.
 */
export const refusalPage = (app: RefusalApp) => ({
  async get(req: Request, res: Response): Promise<void> {
    show(res, { merge: await mergeAsked(app, req), form: firstForm(res, SHOWN, {}), refused: null });
  },

  async post(req: Request, res: Response): Promise<void> {
    const { t, at } = shellOf(res);
    const merge = await mergeAsked(app, req);
    const { form, ...parsed } = parseForm(RefusalFields, { shown: SHOWN, fields: fieldsOf(req), t });
    if (!parsed.ok) return show(res, { merge, form, refused: null });
    const refusal = { code: parsed.input.reason, words: parsed.input.reasonWords };
    const outcome = await judgeMerge(app, { mergeId: merge.id, refusal, by: staffActor(res) });
    if (outcome === 'refused') {
      return redirectWithNotice(res, { path: at(MERGES_PATH), notice: 'merge:notice.judged.refused' });
    }
    if (outcome === 'confirmed' || outcome === 'merged') throw new Error('a refusal confirmed');
    show(res, { merge, form, refused: t(`merge:judged.${outcome}`) });
  },
});

/** Throws NotFound when the owner cancelled the merge or a colleague has judged it. */
async function mergeAsked({ db }: RefusalApp, req: Request): Promise<WaitingMerge> {
  const merge = await findWaitingMerge(db, rowIdIn(req.params['merge']));
  if (merge === null) throw new NotFound();
  return merge;
}

type Shown = { merge: WaitingMerge; form: Form<(typeof SHOWN)[number]>; refused: string | null };

function show(res: Response, { merge, form, refused }: Shown): void {
  const shell = shellOf(res);
  const { t, at } = shell;
  const page: MergeRefusalPage = {
    title: t('merge:refusal.title'),
    back: at(MERGES_PATH),
    sides: mergeSides(merge, shell),
    summary: errorSummary(form, t),
    refused,
    reason: radiosField(
      {
        name: 'reason',
        legend: t('merge:refusal.reason'),
        choices: MERGE_REFUSALS.map((value) => ({
          value,
          label: t(`merge:refusal.${value}`),
          hint: t('merge:refusal.read', { text: t(`helpdesk:reason.${value}`) }),
        })),
      },
      form,
    ),
    reasonWords: {
      name: 'reasonWords',
      label: t('helpdesk:field.reasonWords'),
      hint: t('merge:refusal.words.hint'),
      value: form.values.reasonWords,
      error: errorOf(form, 'reasonWords'),
    },
  };
  refusalView.renderForm(res, page, { refused: res.req.method === 'POST' });
}
