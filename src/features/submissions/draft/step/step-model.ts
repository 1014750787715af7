import type { App } from '../../../../app.ts';
import type { LocalDate } from '../../../../domain/local-date.ts';
import { inLanguage, type TextInLanguage } from '../../../../domain/localized-text.ts';
import { type ErrorSummary, errorSummary } from '../../../../web/form/fields.ts';
import type { SummaryList } from '../../../../web/form/summary-list.ts';
import type { Shell } from '../../../../web/page/shell.ts';
import type { Translate } from '../../../../web/page/texts.ts';
import type { StepDefinition } from '../../../procedures/definition/definition.ts';
import type { Typed } from '../../../procedures/fields/field-kind.ts';
import { stepsAround } from '../../../procedures/journey.ts';
import { type Filer, signInPath } from '../../filer/filer.ts';
import { answerList, stepRows } from '../answers-in-words.ts';
import { type DraftHead, draftHead } from '../draft-head.ts';
import type { Household } from '../household/recall-household.ts';
import type { OwnDraft } from '../own-draft.ts';
import type { StepControl } from './controls.ts';
import { documentsTold, tellLostDocuments } from './documents-told.ts';
import { errorsByControl, summaryErrors } from './problem-text.ts';
import { readStep, withDocuments } from './read-step.ts';
import { stepControls } from './step-controls.ts';
import type { Problem } from './step-problems.ts';

/**
 * views/partials/draft/autosave.ejs: `unsaved` when the page shows what is kept nowhere; `signIn` is where to sign in
 * again while this page stays open, null for a guest.
 */
export type AutosaveBlock = { t: Translate; unsaved: boolean; signIn: string | null };
/** views/partials/draft/uploads.ejs: what public/scripts/uploads.ts needs to send documents as soon as they are chosen. */
export type UploadsBlock = { t: Translate; bytesPerFile: number; perFile: number; guest: boolean };
export type StepPage = {
  title: string;
  heading: TextInLanguage;
  back: string;
  head: DraftHead;
  progress: string;
  summary: ErrorSummary;
  /** The answers that another tab saved meanwhile, and the link that keeps them. */
  newer: { answers: SummaryList; keep: string } | null;
  proposed: boolean;
  revision: number;
  /** Null where what was typed must not replace newer answers by itself. */
  autosave: AutosaveBlock | null;
  controls: StepControl[];
  /** What is said of documents where the step asks for some; null elsewhere. */
  documents: { limits: string; lost: string | null; uploads: UploadsBlock } | null;
};

/** The content of a step's page: `typed` fills its controls, and `seen` is the revision that they were shown with. */
export type StepShownTo = { own: OwnDraft; step: StepDefinition; typed: Typed; seen: number } & {
  problems?: readonly Problem[];
  proposed?: ReadonlySet<string>;
  conflict?: boolean;
  /** True when what stands in the controls is what is kept, or proposed. */
  kept?: boolean;
  household?: Household | null;
  /** True when what was typed comes back after the session had ended. */
  resumed?: boolean;
};
type For = { filer: Filer; shell: Shell; today: LocalDate; uploads: App['config']['documents'] };

/** Returns the model of a step's page. */
export function stepModel({ own, step, seen, ...told }: StepShownTo, { filer, shell, today, uploads }: For): StepPage {
  const { problems = [], proposed = new Set<string>(), household = null } = told;
  const { conflict = false, kept = false, resumed = false } = told;
  const { t, at, language } = shell;
  const { draft, definition, steps } = own;
  const reader = { t, language, documents: own.documents };
  const typed = withDocuments(step, draft.answers, told.typed);
  const heading = inLanguage(step.title, language);
  const place = steps.findIndex((one) => one.step === step) + 1;
  const { previous } = stepsAround(steps, step.id);
  const reading = readStep(definition, { step, answers: draft.answers, typed, today });
  const errors = errorsByControl(problems, reader);
  const signIn = signInPath(filer);
  const controls = stepControls({ step, steps: reading.steps, typed, proposed, errors, household, reader });
  return {
    title: t('submissions:step.title', { step: heading.text, procedure: inLanguage(definition.name, language).text }),
    heading,
    back: at(previous === null ? `/procedures/${draft.slug}` : `${own.path}/${previous}`),
    head: draftHead(own, filer, shell),
    progress: t('submissions:step.progress', { step: place, steps: steps.length }),
    summary: errorSummary({ errors: summaryErrors(problems, reader) }, t),
    newer: conflict ? { answers: answerList(stepRows(own, step, reader)), keep: at(`${own.path}/${step.id}`) } : null,
    proposed: proposed.size > 0,
    revision: seen,
    autosave: conflict ? null : { t, unsaved: !kept, signIn: signIn === null ? null : at(signIn) },
    documents: documentsTold(step, { t, uploads, resumed, guest: filer.kind === 'guest' }),
    controls: resumed ? tellLostDocuments(controls, t) : controls,
  };
}
