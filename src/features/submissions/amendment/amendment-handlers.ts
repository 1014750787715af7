import type { Request, Response } from 'express';
import type { App } from '../../../app.ts';
import type { FormAnswer } from '../../../web/form/form-answer.ts';
import { rawFieldsOf } from '../../../web/form/parse.ts';
import { shellOf } from '../../../web/page/locals.ts';
import { type Notice, redirectWithNotice } from '../../../web/page/shell.ts';
import { documentIds } from '../../procedures/fields/document.ts';
import type { Typed } from '../../procedures/fields/field-kind.ts';
import { visibleAnswers } from '../../procedures/journey.ts';
import { changeDocuments } from '../attachments/change-documents.ts';
import type { KeepingApp } from '../attachments/keep-document.ts';
import type { StorageFault } from '../attachments/refused-documents.ts';
import { infectedProblems } from '../attachments/scanning/infected-documents.ts';
import { changedItems } from '../draft/step/group-items.ts';
import { revisionIn } from '../draft/step/step-asked.ts';
import type { Problem } from '../draft/step/step-problems.ts';
import { typedIn } from '../draft/step/typed-answers.ts';
import { filerOf } from '../filer/guard.ts';
import type { SubmissionApp } from '../follow-up/read-submission.ts';
import { referenceAsked } from '../follow-up/reference-asked.ts';
import { submissionPath } from '../follow-up/submission-path.ts';
import { type AmendingApp, amendSubmission } from './amend-submission.ts';
import type { AmendingObstacle } from './amending-obstacle.ts';
import { type Amendment, MAY_AMEND } from './amendment.ts';
import type { FormShowing } from './amendment-form.ts';
import { changedIds } from './changed-ids.ts';
import { formPart } from './form-part.ts';
import { type OpenAmendment, openAmendment, readAmendment, waitingByField } from './open-amendment.ts';
import type { PartReading } from './read-part.ts';
import { waitingDocuments } from './waiting-documents.ts';

export type AmendmentApp = SubmissionApp & AmendingApp & KeepingApp & Pick<App, 'config'>;
/** Why nothing was written; the page says it and shows the request as it is now. */
export type Late = 'changed' | 'refused';
/** `closed` is set where the request takes no such change now; `typed` once somebody sent the form. */
export type AmendmentShown = FormShowing & {
  late: Late | null;
  closed: boolean;
  obstacle: AmendingObstacle | null;
  typed: boolean;
  answer: FormAnswer;
};

export type AmendmentKind = {
  amendment: Amendment;
  /** True where filed documents stay when no other is added. */
  keepsDocuments: boolean;
  /** The fields to answer anew. */
  wanted: (own: OpenAmendment) => string[];
  /** Returns problems that refuse the form even when each answer is right. */
  refuse: (own: OpenAmendment, reading: PartReading) => Problem[];
  notice: Notice;
  show: (res: Response, shown: AmendmentShown) => void | Promise<void>;
};

/** Makes the handlers of the two pages on which a citizen answers parts of a filed request again. */
export const amendmentHandlers = (app: AmendmentApp, kind: AmendmentKind) => ({
  async get(_req: Request, res: Response): Promise<void> {
    const own = await openAmendment(app, whose(res));
    const { interruptedFields } = res.locals;
    const typed = typedIn(interruptedFields ?? {});
    const wanted = kind.wanted(own);
    const reading = read(app, kind, { own, wanted, typed, shown: fieldsShown(typed) ?? [] });
    await show(kind, res, { own, reading, resumed: interruptedFields !== undefined });
  },

  async post(req: Request, res: Response): Promise<void> {
    const typed = typedIn(rawFieldsOf(req));
    const begun = await openAmendment(app, whose(res));
    const wanted = kind.wanted(begun);
    const asked = formPart(begun.definition, { answers: begun.submission.answers, wanted: new Set(wanted) });
    const shown = fieldsShown(typed) ?? asked.fields.map(({ id }) => id);
    const { part } = read(app, kind, { own: begun, wanted, typed, shown });
    const fields = part.fields.filter((field) => field.type === 'file');
    const received = res.locals.receivedFiles ?? [];
    const { amendment } = kind;
    const place = waitingDocuments(app, { ...acting(res), amendment });
    const changed = await changeDocuments(app, { fields, typed, received, place });
    const own = await openAmendment(app, whose(res));
    const groups = part.fields.filter((field) => field.type === 'group');
    const items = changedItems(groups, typed);
    const reading = read(app, kind, { own, wanted, typed: items ?? typed, shown });
    const stays = items !== null || changed.stays;
    const seen = revisionIn(typed);
    // Problems are shown only while the request still stands as the page showed it.
    const judged = seen === own.submission.revision && MAY_AMEND[amendment](own.submission);
    const infected = infectedProblems(own.waiting, fields, ({ id }) => documentIds(waitingByField(own.waiting)[id]));
    const told = [...changed.problems, ...infected];
    const wrong = judged ? allProblems(told, reading, kind.refuse(own, reading)) : [];
    const problems = stays ? changed.problems : wrong;
    if (stays || problems.length > 0) {
      return show(kind, res, { own, reading, problems, typed: true, fault: changed.fault });
    }
    await write(app, res, { kind, own, reading, seen, wanted, typed, shown });
  },
});

type Reading = { own: OpenAmendment; wanted: readonly string[]; typed: Typed; shown: readonly string[] };

function read(app: Pick<App, 'clock'>, kind: AmendmentKind, { own, ...typing }: Reading): PartReading {
  return readAmendment(app, own, { ...typing, keepsDocuments: kind.keepsDocuments });
}

type Writing = Reading & { kind: AmendmentKind; reading: PartReading; seen: number | null };

async function write(app: AmendmentApp, res: Response, writing: Writing): Promise<void> {
  const { kind, own, reading, seen, wanted: asked, typed, shown } = writing;
  const { amendment } = kind;
  const ids = new Set(reading.part.fields.map(({ id }) => id));
  const documents = own.waiting.filter(({ waitsFor }) => ids.has(waitsFor)).map(({ id }) => id);
  const { revision } = own.submission;
  const named = amendment === 'completed' ? asked : [];
  const act = { ...acting(res), seen: revision, amendment, reading, asked: named, documents };
  const outcome = seen === revision ? await amendSubmission(app, act) : 'changed';
  const now = outcome === 'done' ? own : await openAmendment(app, whose(res));
  const again = read(app, kind, { own: now, wanted: asked, typed, shown });
  if (outcome === 'done' || (wasDone(now, amendment, seen) && holds(now, again))) {
    const path = shellOf(res).at(submissionPath(own.submission.reference));
    return redirectWithNotice(res, { path, notice: kind.notice });
  }
  const showing = { own: now, reading: again, typed: true };
  if (outcome === 'unconfirmed' || outcome === 'identification') {
    return show(kind, res, { ...showing, obstacle: outcome });
  }
  await show(kind, res, { ...showing, late: outcome });
}

/** Returns true when an earlier press of the same button has already written this. */
function wasDone({ submission, events }: OpenAmendment, amendment: Amendment, seen: number | null): boolean {
  const last = events.findLast(({ content }) => content.name !== 'opened');
  return seen !== null && submission.revision === seen + 1 && last?.content.name === amendment;
}

/**
 * Returns true when the request already holds what was typed. Documents are left out, as the same file sent twice is
 * kept once.
 */
function holds({ submission }: OpenAmendment, { part, steps }: PartReading): boolean {
  const files = new Set(part.fields.filter(({ type }) => type === 'file').map(({ id }) => id));
  return changedIds(submission.answers, visibleAnswers(steps)).every((id) => files.has(id));
}

/** Drops the problem « missing » of a field whose document was refused, as the refusal already explains it. */
function allProblems(documents: readonly Problem[], { problems }: PartReading, refused: Problem[]): Problem[] {
  const told = new Set(documents.map(({ control }) => control));
  const all = [...documents, ...problems.filter(({ control, missing }) => !(missing && told.has(control)))];
  return all.length > 0 ? all : refused;
}

type Showing = Pick<FormShowing, 'own' | 'reading'> &
  Partial<Pick<FormShowing, 'problems' | 'resumed'> & Pick<AmendmentShown, 'obstacle' | 'typed'>> & {
    late?: Late;
    fault?: StorageFault | null;
  };

async function show(kind: AmendmentKind, res: Response, { own, reading, ...told }: Showing): Promise<void> {
  const { problems = [], resumed = false, late = null, obstacle = null, typed = resumed, fault = null } = told;
  if (fault !== null) res.setHeader('Retry-After', 60);
  const answer = { errors: problems, refused: obstacle !== null, late: late !== null, status: fault };
  const closed = !MAY_AMEND[kind.amendment](own.submission);
  await kind.show(res, { own, reading, problems, resumed, late, closed, obstacle, typed, answer });
}

const acting = (res: Response) => ({ reference: referenceAsked(res.req.params['reference']), filer: filerOf(res) });

const whose = (res: Response) => ({
  reference: referenceAsked(res.req.params['reference']),
  readerId: filerOf(res).id,
});

/** Returns the ids of the fields that the form says it shows; null when it says nothing. */
function fieldsShown(typed: Typed): string[] | null {
  const [ids] = typed['askedFields'] ?? [];
  return ids?.split(' ') ?? null;
}
