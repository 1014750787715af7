import type { Response } from 'express';
import type { App } from '../../../app.ts';
import { inLanguage, type TextInLanguage } from '../../../domain/localized-text.ts';
import { NotFound } from '../../../domain/not-found.ts';
import { formatReference } from '../../../domain/numbers/reference.ts';
import { type SummaryList, summaryRow } from '../../../web/form/summary-list.ts';
import { formatDate } from '../../../web/page/format.ts';
import { shellOf } from '../../../web/page/locals.ts';
import type { Tag } from '../../../web/page/tag.ts';
import { view } from '../../../web/page/view.ts';
import { departmentName } from '../../procedures/definition/departments.ts';
import type { Procedures } from '../../procedures/versions/procedures.ts';
import { staffActor } from '../../staff/signed-in-staff.ts';
import { staffOpening } from '../../staff/staff-opening.ts';
import { referenceAsked } from '../../submissions/follow-up/reference-asked.ts';
import { type DestroyedOfAgent, findDestroyedOfAgent } from '../retention/destroyed-of-agent.repository.ts';
import { actWords, runPath } from '../retention/run-words.ts';
import { mayOpen } from '../staff-pages.ts';
import { listKept } from './submission-address.ts';

export type StaffDestroyedPage = {
  title: string;
  /** The address of the list that led here. */
  back: string;
  name: TextInLanguage;
  tag: Tag;
  /** The sentences that say what happened to the request, and why. */
  sentences: readonly string[];
  facts: SummaryList;
};
const destroyedView = view<StaffDestroyedPage>('admin/submissions/destroyed');
type DestroyedApp = Pick<App, 'db'> & { procedures: Procedures };

/**
 * Says to an agent of its department that a request was past its retention, when it was destroyed or given to the archives,
 * and who decided it. Throws NotFound for any other.
 */
export async function showDestroyed(app: DestroyedApp, res: Response): Promise<void> {
  const by = staffActor(res);
  const reference = referenceAsked(res.req.params['reference']);
  const found = await staffOpening(app, by, {
    find: (tx) => findDestroyedOfAgent(tx, { reference, agentId: by.id }),
    event: () => ({ name: 'submission-opened', details: { reference } }),
  });
  if (found === null) throw new NotFound();
  const { name } = await app.procedures.form(found.slug, found.version);
  const shell = shellOf(res);
  const { t, at, language } = shell;
  const fate = found.archived ? 'archived' : 'destroyed';
  destroyedView.render(res, {
    title: t('admin:submission.title', { reference: formatReference(found.reference) }),
    back: `${at('/admin/submissions')}${listKept(res)}`,
    name: inLanguage(name, language),
    tag: { colour: 'grey', text: t(`admin:destroyed.tag.${fate}`) },
    sentences: [
      t(`admin:destroyed.what.${fate}`, { day: formatDate(found.destroyedAt, language) }),
      t('admin:destroyed.why'),
      t(`admin:destroyed.where.${fate}`),
    ],
    facts: factsOf(found, res),
  });
}

function factsOf(found: DestroyedOfAgent, res: Response): SummaryList {
  const shell = shellOf(res);
  const { t, language } = shell;
  const day = (date: Date) => formatDate(date, language);
  const act = (name: string, at: Date) => actWords({ name, at }, shell);
  const { runId } = found;
  const run = mayOpen(staffActor(res).roles, 'retentionRun')
    ? { text: runId, href: runPath({ id: runId }, shell) }
    : runId;
  return {
    rows: [
      summaryRow(t('web:word.reference'), formatReference(found.reference)),
      summaryRow(t('admin:destroyed.department'), departmentName(found.department, language).text),
      summaryRow(t('submissions:fact.filedAt'), day(found.filedAt)),
      summaryRow(
        t('submissions:destroyed.closedAt'),
        t('admin:destroyed.closed', { day: day(found.closedAt), status: t(`submissions:status.${found.status}`) }),
      ),
      summaryRow(t(`admin:destroyed.at.${found.archived ? 'archived' : 'destroyed'}`), day(found.destroyedAt)),
      summaryRow(t('admin:retention.authorisation'), found.authorisation),
      summaryRow(t('admin:retention.proposed'), act(found.proposedByName, found.proposedAt)),
      summaryRow(t('admin:retention.confirmed'), act(found.judgedByName, found.judgedAt)),
      ...(found.receipt === null ? [] : [summaryRow(t('admin:retention.receipt'), found.receipt)]),
      summaryRow(t('admin:destroyed.run'), run),
    ],
  };
}
