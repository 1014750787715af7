import type { Request, Response } from 'express';
import type { App } from '../../../app.ts';
import { digestOf } from '../../../platform/sealing.ts';
import { shellOf } from '../../../web/page/locals.ts';
import { redirectWithNotice } from '../../../web/page/shell.ts';
import { view } from '../../../web/page/view.ts';
import { linkTokenOf } from '../../../web/pipeline/link-token.ts';
import { citizenActor, citizenOf } from '../../accounts/signed-in-citizen.ts';
import { findMergeOfLink } from '../account-merges.repository.ts';
import { MERGE_PATH } from '../merge-path.ts';
import { proveMerge } from './prove-merge.ts';

export type MergeLinkPage = {
  title: string;
  /** The sentence that says why the merge was not proved, or cannot be; null when the button may be pressed. */
  refused: string | null;
  kept: string;
  /** The address of the other account; null when the link does not work here. */
  other: string | null;
};
const linkView = view<MergeLinkPage>('merge/asking/merge-link');

/**
 * Shows the page of the link that was mailed to the other account. Only its button proves the merge, and only for the
 * account that asked.
 */
export const mergeLinkPage = (app: Pick<App, 'db'>) => ({
  async get(req: Request, res: Response): Promise<void> {
    const { citizen } = citizenOf(res);
    const merge = await findMergeOfLink(app.db, { digest: digestOf(linkTokenOf(req)), keptId: citizen.id });
    if (merge === null) return showDead(res);
    const title = shellOf(res).t('merge:link.title');
    linkView.render(res, { title, refused: null, kept: citizen.email, other: merge.email });
  },

  async post(req: Request, res: Response): Promise<void> {
    const { t, at } = shellOf(res);
    const outcome = await proveMerge(app, { actor: citizenActor(res), token: linkTokenOf(req) });
    if (outcome === 'link-dead') return showDead(res);
    if (outcome === 'proved') {
      return redirectWithNotice(res, { path: at(MERGE_PATH), notice: 'merge:notice.proved' });
    }
    const refused = t(`merge:obstacle.${outcome}`);
    const { email: kept } = citizenOf(res).citizen;
    const page = { title: t('merge:link.refused.title'), refused, kept, other: null };
    linkView.renderForm(res, page, { refused: true });
  },
});

function showDead(res: Response): void {
  const { t } = shellOf(res);
  const { email: kept } = citizenOf(res).citizen;
  linkView.render(res, { title: t('merge:link.dead.title'), refused: t('merge:link.dead'), kept, other: null }, 410);
}
