import type { Request, Response } from 'express';
import { localDateOf } from '../../../../domain/local-date.ts';
import { inLanguage, type TextInLanguage } from '../../../../domain/localized-text.ts';
import { NotFound } from '../../../../domain/not-found.ts';
import { type ErrorSummary, errorSummary } from '../../../../web/form/fields.ts';
import { rawFieldsOf } from '../../../../web/form/parse.ts';
import { redirectWithNotice } from '../../../../web/page/shell.ts';
import { view } from '../../../../web/page/view.ts';
import type { StepDefinition } from '../../../procedures/definition/definition.ts';
import type { Typed } from '../../../procedures/fields/field-kind.ts';
import { firstUnanswered, mayOpen, stepsAround } from '../../../procedures/journey.ts';
import { findMembership } from '../../../profiles/members/memberships.repository.ts';
import { placeToLeaveTo, profileOfFiler } from '../../filer/filer.ts';
import { filerOf } from '../../filer/guard.ts';
import { type AnswerRow, stepRows } from '../answers-in-words.ts';
import { type DraftHead, draftHead } from '../draft-head.ts';
import { openDraft } from '../draft-pages.ts';
import { knownOf, proposalsFor } from '../known-answers.ts';
import type { DraftApp, OwnDraft } from '../own-draft.ts';
import type { StepControl } from './controls.ts';
import { changedItems } from './group-items.ts';
import { errorsByControl, summaryErrors } from './problem-text.ts';
import { readStep } from './read-step.ts';
import { saveStep } from './save-step.ts';
import { stepControls } from './step-controls.ts';
import type { Problem } from './step-problems.ts';
import { typedAnswers, typedIn } from './typed-answers.ts';

export type StepPage = {
  title: string;
  heading: TextInLanguage;
  back: string;
  head: DraftHead;
  progress: string;
  summary: ErrorSummary;
  /** What another tab saved meanwhile, and where it stands. */
  newer: { rows: AnswerRow[]; keep: string } | null;
  proposed: boolean;
  revision: number;
  controls: StepControl[];
};
const stepView = view<StepPage>('submissions/draft/step/step');

/** One step of a form. Nothing is written before « Suivant » or « Enregistrer et quitter ». */
export const stepPage = (app: DraftApp) => ({
  async get(req: Request, res: Response): Promise<void> {
    const own = await openDraft(app, req, res);
    const step = stepOf(own, req);
    const at = `/drafts/${own.draft.id}`;
    if (!mayOpen(own.steps, step.id)) return res.redirect(303, res.locals.shell.at(`${at}/${pathToResume(own)}`));
    const { interruptedFields } = res.locals;
    if (interruptedFields !== undefined) {
      const typed = typedIn(interruptedFields);
      return show(app, res, { own, step, typed, seen: revisionIn(typed) ?? own.draft.revision });
    }
    const proposals = proposalsFor(own, step, await knownFor(app, own, res));
    const typed = typedAnswers(step, { ...own.draft.answers, ...proposals });
    show(app, res, { own, step, typed, seen: own.draft.revision, proposed: new Set(Object.keys(proposals)) });
  },

  async post(req: Request, res: Response): Promise<void> {
    const own = await openDraft(app, req, res);
    const step = stepOf(own, req);
    const typed = typedIn(rawFieldsOf(req));
    const seen = revisionIn(typed) ?? 0;
    const changed = changedItems(
      step.fields.filter((field) => field.type === 'group'),
      typed,
    );
    if (changed !== null) return show(app, res, { own, step, typed: changed, seen });
    const today = localDateOf(app.clock.now());
    const reading = readStep(own.definition, { step, answers: own.draft.answers, typed, today });
    const leaves = typed['leave'] !== undefined;
    const problems = reading.problems.filter(({ missing }) => !(leaves && missing));
    if (problems.length > 0) return show(app, res, { own, step, typed: reading.typed, seen, problems });
    const { at, language } = res.locals.shell;
    const saving = { own, filer: filerOf(res), step: step.id, seen, language, reading };
    const result = await saveStep(app, saving);
    if (result.outcome === 'newer') {
      const { own: newer } = result;
      return show(app, res, { own: newer, step, typed: reading.typed, seen: newer.draft.revision, conflict: true });
    }
    if (leaves) {
      const path = at(placeToLeaveTo(filerOf(res), own.draft.slug));
      return redirectWithNotice(res, { path, notice: 'submissions:notice.draft-saved' });
    }
    const { next } = stepsAround(reading.steps, step.id);
    const target = req.query['from'] === 'check' ? firstUnanswered(reading.steps) : next;
    res.redirect(303, at(`/drafts/${own.draft.id}/${target ?? 'check'}`));
  },
});

type Shown = { own: OwnDraft; step: StepDefinition; typed: Typed; seen: number } & {
  problems?: readonly Problem[];
  proposed?: ReadonlySet<string>;
  conflict?: boolean;
};

function show(app: DraftApp, res: Response, { own, step, typed, seen, ...told }: Shown): void {
  const { problems = [], proposed = new Set<string>(), conflict = false } = told;
  const { shell } = res.locals;
  const { t, at, language } = shell;
  const { draft, definition, steps } = own;
  const reader = { t, language };
  const heading = inLanguage(step.title, language);
  const place = steps.findIndex((one) => one.step === step) + 1;
  const { previous } = stepsAround(steps, step.id);
  const here = `/drafts/${draft.id}`;
  const reading = readStep(definition, { step, answers: draft.answers, typed, today: localDateOf(app.clock.now()) });
  const errors = errorsByControl(problems, reader);
  const page: StepPage = {
    title: t('submissions:step.title', { step: heading.text, procedure: inLanguage(definition.name, language).text }),
    heading,
    back: at(previous === null ? `/procedures/${draft.slug}` : `${here}/${previous}`),
    head: draftHead(own, filerOf(res), shell),
    progress: t('submissions:step.progress', { step: place, steps: steps.length }),
    summary: errorSummary({ errors: summaryErrors(problems, reader) }, t),
    newer: conflict ? { rows: stepRows(own, step, reader), keep: at(`${here}/${step.id}`) } : null,
    proposed: proposed.size > 0,
    revision: seen,
    controls: stepControls({ step, steps: reading.steps, typed, proposed, errors, reader }),
  };
  stepView.render(res, page, conflict ? 409 : problems.length > 0 ? 422 : 200);
}

function stepOf({ definition, steps }: OwnDraft, req: Request): StepDefinition {
  const step = definition.steps.find(({ id }) => id === req.params['step']);
  if (step === undefined || (req.method === 'POST' && !mayOpen(steps, step.id))) throw new NotFound();
  return step;
}

/** The first step that misses an answer, or the page that checks them all. */
function pathToResume({ steps }: OwnDraft): string {
  return firstUnanswered(steps) ?? 'check';
}

function revisionIn(typed: Typed): number | null {
  const [revision = ''] = typed['revision'] ?? [];
  return /^\d{1,9}$/.test(revision) ? Number(revision) : null;
}

async function knownFor(app: DraftApp, { draft }: OwnDraft, res: Response) {
  const filer = filerOf(res);
  const { enterpriseNumber } = draft;
  const membership =
    enterpriseNumber === null ? null : await findMembership(app.db, { enterpriseNumber, citizenId: filer.id });
  return knownOf({ filer, profile: profileOfFiler(filer, enterpriseNumber), membership }, res.locals.shell.t);
}
