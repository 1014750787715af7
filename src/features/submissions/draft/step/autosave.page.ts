import type { NextFunction, Request, Response } from 'express';
import { localDateOf } from '../../../../domain/local-date.ts';
import { rawFieldsOf } from '../../../../web/form/parse.ts';
import { formatTime } from '../../../../web/page/format.ts';
import { shellOf } from '../../../../web/page/locals.ts';
import { filerOf } from '../../filer/guard.ts';
import { openDraft } from '../draft-pages.ts';
import type { DraftApp } from '../own-draft.ts';
import { readStep } from './read-step.ts';
import { readablePart } from './readable-part.ts';
import { saveStep } from './save-step.ts';
import { revisionIn, stepToFill } from './step-asked.ts';
import { typedIn } from './typed-answers.ts';

/** The answer to public/scripts/autosave.ts: the new revision of the form, and words that say when it was saved. */
export type Autosaved = { revision: number; said: string };

/**
 * A step that its own page sends while somebody types, with « autosave » among its fields; any other form goes on to the
 * page of the step. Nothing that is missing is asked for. The status says the rest: 412 when the step was written since
 * by another tab or device, which nothing then overwrites.
 */
export const autosavePage = (app: DraftApp) => ({
  async post(req: Request, res: Response, next: NextFunction): Promise<void> {
    const typed = typedIn(rawFieldsOf(req));
    if (typed['autosave'] === undefined) return next();
    const own = await openDraft(app, req, res);
    const step = stepToFill(own, req.params['step']);
    const now = app.clock.now();
    const read = readStep(own.definition, { step, answers: own.draft.answers, typed, today: localDateOf(now) });
    const { t, language } = shellOf(res);
    const reading = readablePart(step, read);
    const seen = revisionIn(typed) ?? 0;
    const result = await saveStep(app, { own, filer: filerOf(res), step: step.id, seen, language, reading });
    res.setHeader('Cache-Control', 'no-store');
    if (result.outcome === 'newer') return void res.status(412).end();
    const said = t('submissions:autosave.saved', { time: formatTime(now, language) });
    res.json({ revision: result.revision, said } satisfies Autosaved);
  },
});
