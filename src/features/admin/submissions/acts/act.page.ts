import type { Request, Response } from 'express';
import type { z } from 'zod';
import { NotFound } from '../../../../domain/not-found.ts';
import { firstForm, firstLists, parseForm, postedOf } from '../../../../web/form/parse.ts';
import { shellOf } from '../../../../web/page/locals.ts';
import { redirectWithNotice } from '../../../../web/page/shell.ts';
import { view } from '../../../../web/page/view.ts';
import { staffActor } from '../../../staff/signed-in-staff.ts';
import { referenceAsked } from '../../../submissions/follow-up/reference-asked.ts';
import type { Submission } from '../../../submissions/submission.ts';
import { actOnSubmission } from '../act-on-submission.ts';
import { openSubmission } from '../open-submission.ts';
import { carriedRevision, revisionSeen } from '../revision-seen.ts';
import { submissionAddress } from '../submission-address.ts';
import type { Act, ActApp, ActForm, ActShown } from './act.ts';
import { type ActPage, actModel } from './act-model.ts';

const actView = view<ActPage>('admin/submissions/acts/act');

/**
 * Shows the form of one act under the head of the submission, and does the act. Where a colleague or the citizen came
 * first, it changes nothing, says so, and shows the form with the submission as it is now.
 */
export const actPage = <Fields extends z.ZodType>(app: ActApp, act: Act<Fields>) => ({
  get: (_req: Request, res: Response): Promise<void> =>
    show(app, res, { act, form: typedBefore(res, act), seen: null, late: null }),

  async post(req: Request, res: Response): Promise<void> {
    const { t } = shellOf(res);
    const reference = referenceAsked(req.params['reference']);
    const posted = postedOf(req, act.repeated ?? []);
    const { form, ...parsed } = parseForm(act.fields, { shown: act.shown, ...posted, t });
    const seen = revisionSeen.parse(posted.fields['version']);
    if (!parsed.ok) return show(app, res, { act, form, seen, late: null });
    const by = staffActor(res);
    const { input } = parsed;
    const outcome = await actOnSubmission(app, { reference, seen, by }, async (tx, submission) =>
      mayAct(act, submission) ? act.act(tx, submission, { input, by }) : null,
    );
    if (outcome === 'gone') throw new NotFound();
    if (outcome !== 'done') return show(app, res, { act, form, seen: null, late: outcome });
    redirectWithNotice(res, { path: submissionAddress(res, reference)(), notice: act.notice });
  },
});

/** Returns the form as it is first shown, with what was typed before the session ended. */
function typedBefore(res: Response, { shown, repeated = [] }: Pick<Act<z.ZodType>, 'shown' | 'repeated'>): ActForm {
  const none = Object.fromEntries(repeated.map((name) => [name, []]));
  return { ...firstForm(res, shown, {}), lists: firstLists(res, none) };
}

type Shown = {
  act: Pick<Act<z.ZodType>, 'may' | 'words' | 'controls'>;
  form: ActForm;
  /** The revision that a refused form was first shown with; null to show the form with the present one. */
  seen: number | null;
  late: 'changed' | 'refused' | null;
};

async function show(app: ActApp, res: Response, { act, form, seen, late }: Shown): Promise<void> {
  const shell = shellOf(res);
  const by = staffActor(res);
  const reference = referenceAsked(res.req.params['reference']);
  const opened = await openSubmission(app, { reference, by });
  const shown: ActShown = { opened, form, staffId: by.id, back: submissionAddress(res, reference)(), shell };
  const controls = mayAct(act, opened.submission) ? await act.controls(shown) : [];
  const version = carriedRevision({ seen, late }, res.locals.interruptedFields, opened.submission.revision);
  const page = actModel(shown, { words: act.words(shown), controls, late, version });
  actView.renderForm(res, page, { ...form, late: late !== null });
}

const mayAct = ({ may }: Shown['act'], submission: Submission): boolean => may === undefined || may(submission);
