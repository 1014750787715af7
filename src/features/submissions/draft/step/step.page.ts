import type { Request, Response } from 'express';
import type { App } from '../../../../app.ts';
import { localDateOf } from '../../../../domain/local-date.ts';
import { rawFieldsOf } from '../../../../web/form/parse.ts';
import { shellOf } from '../../../../web/page/locals.ts';
import { redirectWithNotice } from '../../../../web/page/shell.ts';
import { view } from '../../../../web/page/view.ts';
import type { Typed } from '../../../procedures/fields/field-kind.ts';
import { firstUnanswered, mayOpen, stepsAround } from '../../../procedures/journey.ts';
import { findMembership } from '../../../profiles/members/memberships.repository.ts';
import { changeDocuments } from '../../attachments/change-documents.ts';
import { draftDocuments } from '../../attachments/draft-documents.ts';
import { documentsIn, infectedProblems } from '../../attachments/scanning/infected-documents.ts';
import { type Filer, placeToLeaveTo, profileOfFiler } from '../../filer/filer.ts';
import { filerOf } from '../../filer/guard.ts';
import { openDraft } from '../draft-pages.ts';
import { offeredHousehold, recalledItems } from '../household/recall-household.ts';
import { knownOf, proposalsFor } from '../known-answers.ts';
import { type DraftApp, getOwnDraft, type OwnDraft } from '../own-draft.ts';
import { changedItems } from './group-items.ts';
import { readStep, type StepReading } from './read-step.ts';
import { saveStep } from './save-step.ts';
import { revisionIn, stepOf, stepToFill } from './step-asked.ts';
import { type StepPage, type StepShownTo, stepModel } from './step-model.ts';
import type { Problem } from './step-problems.ts';
import { typedAnswers, typedIn } from './typed-answers.ts';

const stepView = view<StepPage>('submissions/draft/step/step');

type StepApp = DraftApp & Pick<App, 'config' | 'documents' | 'scanner' | 'storage'>;

/** One step of a form. Nothing is written before « Suivant » or « Enregistrer et quitter », but documents at once. */
export const stepPage = (app: StepApp) => ({
  async get(req: Request, res: Response): Promise<void> {
    const own = await openDraft(app, req, res);
    const step = stepOf(own, req.params['step']);
    if (!mayOpen(own.steps, step.id)) return res.redirect(303, shellOf(res).at(`${own.path}/${pathToResume(own)}`));
    await showKept(app, res, { own, step });
  },

  async post(req: Request, res: Response): Promise<void> {
    const begun = await openDraft(app, req, res);
    const step = stepToFill(begun, req.params['step']);
    const typed = typedIn(rawFieldsOf(req));
    const seen = revisionIn(typed) ?? 0;
    const received = res.locals.receivedFiles ?? [];
    const filer = filerOf(res);
    const fields = step.fields.filter((field) => field.type === 'file');
    const { id } = begun.draft;
    const place = draftDocuments(app, { draftId: id, filer, fields });
    const { problems, stays, fault } = await changeDocuments(app, { fields, typed, received, place });
    const own = fields.length === 0 ? begun : await getOwnDraft(app, { id, filer });
    const items = await itemsAfter(app, { own, step, filer, typed });
    if (items !== null || stays) {
      return show(app, res, { own, step, typed: items ?? typed, seen, problems, fault });
    }
    const today = localDateOf(app.clock.now());
    const reading = readStep(own.definition, { step, answers: own.draft.answers, typed, today });
    const leaves = typed['leave'] !== undefined;
    const infected = leaves ? [] : infectedProblems(own.attachments, fields, documentsIn(own.draft.answers));
    const wrong = [...problems, ...infected, ...othersThan(problems, reading.problems, leaves)];
    if (wrong.length > 0) return show(app, res, { own, step, typed: reading.typed, seen, problems: wrong, fault });
    await save(app, res, { own, step, seen, reading, leaves, fromCheck: req.query['from'] === 'check' });
  },
});

type Pressed = Pick<StepShownTo, 'own' | 'step' | 'typed'> & { filer: Filer };

/** Returns the fields as a button that changes the items of a block leaves them; null for any other button. */
async function itemsAfter(app: StepApp, pressed: Pressed): Promise<Typed | null> {
  const groups = pressed.step.fields.filter((field) => field.type === 'group');
  return changedItems(groups, pressed.typed) ?? (await recalledItems(app, pressed));
}

/** Leaves out missing answers for somebody who leaves, and for a control whose document was already refused. */
function othersThan(documents: readonly Problem[], all: readonly Problem[], leaves: boolean): Problem[] {
  const told = new Set(documents.map(({ control }) => control));
  return all.filter(({ control, missing }) => !(missing && (leaves || told.has(control))));
}

type Save = Pick<StepShownTo, 'own' | 'step' | 'seen'> & { reading: StepReading; leaves: boolean; fromCheck: boolean };

/** Writes the step and leads on, unless another tab wrote it since. */
async function save(app: StepApp, res: Response, { own, step, seen, reading, ...way }: Save): Promise<void> {
  const { at, language } = shellOf(res);
  const result = await saveStep(app, { own, filer: filerOf(res), step: step.id, seen, language, reading });
  if (result.outcome === 'newer') {
    const { own: newer } = result;
    return show(app, res, { own: newer, step, typed: reading.typed, seen: newer.draft.revision, conflict: true });
  }
  if (way.leaves) {
    const path = at(placeToLeaveTo(filerOf(res), own.draft.slug));
    return redirectWithNotice(res, { path, notice: 'submissions:notice.draft-saved' });
  }
  const { next } = stepsAround(reading.steps, step.id);
  const target = way.fromCheck ? firstUnanswered(reading.steps) : next;
  res.redirect(303, at(`${own.path}/${target ?? 'check'}`));
}

/** Shows the kept answers and the proposals or, after a session that had ended, what was typed. */
async function showKept(app: StepApp, res: Response, { own, step }: Pick<StepShownTo, 'own' | 'step'>): Promise<void> {
  const { interruptedFields } = res.locals;
  if (interruptedFields !== undefined) {
    const typed = typedIn(interruptedFields);
    return show(app, res, { own, step, typed, seen: revisionIn(typed) ?? own.draft.revision, resumed: true });
  }
  const proposals = proposalsFor(own, step, await knownFor(app, own, res));
  const typed = typedAnswers(step, { ...own.draft.answers, ...proposals });
  show(app, res, {
    own,
    step,
    typed,
    seen: own.draft.revision,
    proposed: new Set(Object.keys(proposals)),
    household: await offeredHousehold(app, { own, step, filer: filerOf(res) }),
    kept: true,
  });
}

function show(app: StepApp, res: Response, shown: StepShownTo & { fault?: 503 | 507 | null }): void {
  const today = localDateOf(app.clock.now());
  const { problems = [], conflict = false, fault = null } = shown;
  const page = stepModel(shown, { filer: filerOf(res), shell: shellOf(res), today, uploads: app.config.documents });
  if (fault !== null) res.setHeader('Retry-After', 60);
  stepView.renderForm(res, page, { errors: problems, late: conflict, status: fault });
}

/** The first step that misses an answer, or the page that checks them all. */
function pathToResume({ steps }: OwnDraft): string {
  return firstUnanswered(steps) ?? 'check';
}

async function knownFor(app: DraftApp, { draft }: OwnDraft, res: Response) {
  const filer = filerOf(res);
  const { enterpriseNumber } = draft;
  const membership =
    enterpriseNumber === null ? null : await findMembership(app.db, { enterpriseNumber, citizenId: filer.id });
  return knownOf({ filer, profile: profileOfFiler(filer, enterpriseNumber), membership }, shellOf(res).t);
}
