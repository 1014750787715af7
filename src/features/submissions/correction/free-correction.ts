import type { App } from '../../../app.ts';
import { inLanguage, type TextInLanguage } from '../../../domain/localized-text.ts';
import { type SummaryList, summaryRow } from '../../../web/form/summary-list.ts';
import type { Shell } from '../../../web/page/shell.ts';
import type { Translate } from '../../../web/page/texts.ts';
import type { OwnPath } from '../../../web/pipeline/own-path.ts';
import { visibleAnswers } from '../../procedures/journey.ts';
import type { AmendingObstacle } from '../amendment/amending-obstacle.ts';
import { type AmendmentForm, amendmentForm } from '../amendment/amendment-form.ts';
import type { AmendmentShown } from '../amendment/amendment-handlers.ts';
import { answerChanges } from '../amendment/answer-changes.ts';
import { changedIds } from '../amendment/changed-ids.ts';
import type { OpenAmendment } from '../amendment/open-amendment.ts';
import type { PartReading } from '../amendment/read-part.ts';
import type { Filer } from '../filer/filer.ts';
import { submissionPath } from '../follow-up/submission-path.ts';

export type FreeApp = Pick<App, 'config' | 'fas'>;
type For = { filer: Filer; shell: Shell };
/** `newTab` opens the link in a new tab where the page holds typed words, which leaving it would lose. */
type ObstacleShown = { text: string; remedy: string; identification: OwnPath | null; newTab: boolean };
/** The present answers of the request, where they differ from what was typed. */
type Newer = { answers: SummaryList; keep: OwnPath };
/** views/partials/submission/free-correction.ejs: the form of a request that nobody has taken. `form` is null until its filer is identified. */
export type FreeCorrection = {
  t: Translate;
  told: readonly string[];
  declarations: readonly TextInLanguage[];
  obstacle: ObstacleShown | null;
  newer: Newer | null;
  form: AmendmentForm | null;
};
export function freeCorrection(app: FreeApp, shown: AmendmentShown, { filer, shell }: For): FreeCorrection {
  const { own, reading, obstacle, late, typed } = shown;
  const { t, at, language } = shell;
  const { definition, submission } = own;
  const cancel = { href: at(submissionPath(submission.reference)), text: t('submissions:act.back') };
  const words = { submit: t('submissions:correction.submit'), cancel };
  const uploads = app.config.documents;
  const form = amendmentForm(shown, { shell, uploads, guest: filer.kind === 'guest', whole: true }, words);
  const declared = definition.declarations.filter(({ id }) => submission.declared.includes(id));
  return {
    t,
    told: [
      t('submissions:correction.told'),
      ...(definition.fee.kind === 'computed' ? [t('submissions:correction.fee')] : []),
    ],
    declarations: declared.map(({ text }) => inLanguage(text, language)),
    obstacle: obstacle === null ? null : obstacleShown(app, shown, { obstacle, filer, shell }),
    newer: late === 'changed' ? newer(own, reading, shell) : null,
    form: obstacle !== null && !typed ? null : form,
  };
}

type Obstacle = For & { obstacle: AmendingObstacle };

function obstacleShown(
  { fas }: FreeApp,
  { own, typed }: AmendmentShown,
  { obstacle, filer, shell }: Obstacle,
): ObstacleShown {
  const { t, at } = shell;
  const { level } = own.definition.identification;
  const here = obstacle === 'identification' && fas !== null && filer.kind === 'citizen';
  const next = encodeURIComponent(at(`${submissionPath(own.submission.reference)}/correction`));
  return {
    text: t(`submissions:obstacle.${obstacle}`),
    remedy: t(`submissions:correction.remedy.${here || obstacle === 'unconfirmed' ? obstacle : 'desk'}`),
    identification: here ? at(`/identification?next=${next}&level=${level}`) : null,
    newTab: typed,
  };
}

function newer(own: OpenAmendment, reading: PartReading, { t, at, language }: Shell): Newer {
  const before = own.submission.answers;
  const after = visibleAnswers(reading.steps);
  const changes = answerChanges(own, { fields: changedIds(before, after), before, after }, { t, language });
  const rows = changes.map((change) => summaryRow(change.label, change.before));
  return { answers: { rows }, keep: at(`${submissionPath(own.submission.reference)}/correction`) };
}
