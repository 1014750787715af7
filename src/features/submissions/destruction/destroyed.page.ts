import type { NextFunction, Request, Response } from 'express';
import type { App } from '../../../app.ts';
import { inLanguage, type TextInLanguage } from '../../../domain/localized-text.ts';
import { formatReference, parseReference } from '../../../domain/numbers/reference.ts';
import { type SummaryList, summaryRow } from '../../../web/form/summary-list.ts';
import { formatDate } from '../../../web/page/format.ts';
import { shellOf } from '../../../web/page/locals.ts';
import type { Shell } from '../../../web/page/shell.ts';
import type { Tag } from '../../../web/page/tag.ts';
import { view } from '../../../web/page/view.ts';
import type { Procedures } from '../../procedures/versions/procedures.ts';
import { filerOf } from '../filer/guard.ts';
import { destroyedTag } from '../follow-up/submission-facts.ts';
import { type DestroyedSubmission, findDestroyedSubmission } from './destroyed-submissions.repository.ts';

export type DestroyedPage = {
  title: string;
  back: string;
  name: TextInLanguage;
  tag: Tag;
  /** Sentences that say what happened to the request, and why. */
  sentences: readonly string[];
  facts: SummaryList;
};
const destroyedView = view<DestroyedPage>('submissions/destruction/destroyed');

/** Says of a request that was past its retention that it is gone, when and why; any other goes on to its own page. */
export const destroyedPage = (app: Pick<App, 'db'> & { procedures: Procedures }) => ({
  async get(req: Request, res: Response, next: NextFunction): Promise<void> {
    const reference = parseReference(String(req.params['reference']));
    const asked = reference === null ? null : { reference, readerId: filerOf(res).id };
    const found = asked === null ? null : await findDestroyedSubmission(app.db, asked);
    if (found === null) return next();
    const { name } = await app.procedures.form(found.slug, found.version);
    const shell = shellOf(res);
    destroyedView.render(res, pageOf(found, inLanguage(name, shell.language), shell));
  },
});

function pageOf(found: DestroyedSubmission, name: TextInLanguage, shell: Shell): DestroyedPage {
  const { t, at, language } = shell;
  const reference = formatReference(found.reference);
  const day = (date: Date) => formatDate(date, language);
  return {
    title: t('submissions:submission.title', { reference }),
    back: at('/my-space'),
    name,
    tag: destroyedTag(shell),
    sentences: [
      t('submissions:destroyed.what', { day: day(found.destroyedAt) }),
      t('submissions:destroyed.why'),
      t(found.archived ? 'submissions:destroyed.archived' : 'submissions:destroyed.nowhere'),
      t('submissions:destroyed.issued'),
    ],
    facts: {
      rows: [
        summaryRow(t('web:word.reference'), reference),
        summaryRow(t('submissions:fact.filedAt'), day(found.filedAt)),
        summaryRow(t('submissions:destroyed.closedAt'), day(found.closedAt)),
        summaryRow(t('submissions:destroyed.destroyedAt'), day(found.destroyedAt)),
      ],
    },
  };
}
