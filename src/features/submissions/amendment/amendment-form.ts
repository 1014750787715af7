import type { App } from '../../../app.ts';
import { type ErrorSummary, errorSummary } from '../../../web/form/fields.ts';
import type { Shell } from '../../../web/page/shell.ts';
import { documentIds } from '../../procedures/fields/document.ts';
import type { VisibleStep } from '../../procedures/journey.ts';
import { inMegabytes } from '../attachments/megabytes.ts';
import { errorsByControl, summaryErrors } from '../draft/step/problem-text.ts';
import { stepControls } from '../draft/step/step-controls.ts';
import type { UploadsBlock } from '../draft/step/step-model.ts';
import type { Problem } from '../draft/step/step-problems.ts';
import { type AmendmentSection, amendmentSections } from './amendment-sections.ts';
import { idOf } from './form-part.ts';
import { type OpenAmendment, waitingByField } from './open-amendment.ts';
import type { PartReading } from './read-part.ts';

/** The model of views/partials/submission/amendment-form.ejs: fields of a filed request to answer anew. */
export type AmendmentForm = {
  /** The revision at which the answers were read. */
  revision: number;
  /** The ids of the fields that it shows, with spaces between. */
  fields: string;
  sections: AmendmentSection[];
  /** The limits for documents and what the page says about lost ones; null where no document is asked. */
  documents: { limits: string; lost: string | null; uploads: UploadsBlock } | null;
  submit: string;
  cancel: { href: string; text: string };
};
export type FormShowing = {
  own: OpenAmendment;
  reading: PartReading;
  problems: readonly Problem[];
  /** True when the form shows again what was typed before the session ended. */
  resumed: boolean;
};
type For = {
  shell: Shell;
  uploads: App['config']['documents'];
  guest: boolean;
  /** True when the form shows every step, and filed documents stay unless they are ticked to leave. */
  whole: boolean;
};
type Words = Pick<AmendmentForm, 'submit' | 'cancel'>;

export function amendmentForm(
  showing: FormShowing,
  { shell, uploads, guest, whole }: For,
  words: Words,
): AmendmentForm {
  const { own, reading, problems, resumed } = showing;
  const { t, language } = shell;
  const { part } = reading;
  const reader = { t, language, documents: own.documents };
  const files = part.fields.filter(({ type }) => type === 'file');
  const none = Object.fromEntries(files.map(({ id }) => [id, [] as string[]]));
  const waiting = Object.entries(waitingByField(own.waiting)).map(([id, ids]) => [id, documentIds(ids)]);
  const typed = { ...reading.typed, ...none, ...Object.fromEntries(waiting) };
  const errors = errorsByControl(problems, reader);
  const controls = stepControls({ step: part, steps: asTwoSteps(reading), typed, proposed: new Set(), errors, reader });
  const perFile = inMegabytes(uploads.bytesPerFile);
  const together = inMegabytes(uploads.bytesPerSubmission);
  return {
    revision: own.submission.revision,
    fields: part.fields.map(({ id }) => id).join(' '),
    sections: amendmentSections(controls, { ...showing, reader, whole }),
    documents:
      files.length === 0
        ? null
        : {
            limits: t('submissions:documents.limits', { perFile, together }),
            lost: resumed ? t('submissions:documents.lost') : null,
            uploads: { t, bytesPerFile: uploads.bytesPerFile, perFile, guest },
          },
    ...words,
  };
}

export function amendmentSummary(problems: readonly Problem[], { t, language }: Shell): ErrorSummary {
  return errorSummary({ errors: summaryErrors(problems, { t, language }) }, t);
}

/** Splits the questions into two steps: those that the page does not ask, then those that it asks. */
function asTwoSteps({ part, steps }: PartReading): VisibleStep[] {
  const ids = new Set(part.fields.map(({ id }) => id));
  const all = steps.flatMap(({ asked }) => asked);
  return [
    { step: { ...part }, asked: all.filter((one) => !ids.has(idOf(one))), complete: true },
    { step: part, asked: all.filter((one) => ids.has(idOf(one))), complete: true },
  ];
}
