import type { Request, Response } from 'express';
import { z } from 'zod';
import type { App } from '../../../app.ts';
import { fullName } from '../../../domain/person-name.ts';
import { fieldsOf } from '../../../web/form/parse.ts';
import { formatDateTime } from '../../../web/page/format.ts';
import { shellOf } from '../../../web/page/locals.ts';
import { redirectWithNotice, type Shell } from '../../../web/page/shell.ts';
import { view } from '../../../web/page/view.ts';
import { CITIZENS_PATH, MERGES_PATH, mergeRefusalPath } from '../../helpdesk/helpdesk-paths.ts';
import { staffActor } from '../../staff/signed-in-staff.ts';
import { judgeMerge } from './judge-merge.ts';
import { type MergeSide, mergeSides } from './merge-sides.ts';
import { listWaitingMerges, type WaitingMerge } from './waiting-merges.repository.ts';

const SHOWN_AT_MOST = 50;
/** A form of an earlier release could also refuse here. Such a form is rejected, so that it never confirms. */
const Judged = z.object({ merge: z.uuid(), judgement: z.literal('confirm') });

export type MergeRow = {
  id: string;
  title: string;
  sides: MergeSide[];
  asked: string;
  standing: string;
  submit: string;
  /** The address of the page that refuses the merge with a reason. */
  refusal: string;
  /** True when the reader confirmed the merge first: they may only refuse it now. */
  own: boolean;
};
export type MergesPage = { title: string; back: string; rows: MergeRow[]; refused: string | null };
const mergesView = view<MergesPage>('merge/judging/merges');

type MergesApp = Pick<App, 'clock' | 'db' | 'sealing'>;

/** The page of the merges that wait for two colleagues of the helpdesk, who confirm here. */
export const mergesPage = (app: MergesApp) => ({
  get: (_req: Request, res: Response): Promise<void> => show(app, res, null),

  async post(req: Request, res: Response): Promise<void> {
    const { t, at } = shellOf(res);
    const asked = Judged.safeParse(fieldsOf(req));
    if (!asked.success) return show(app, res, t('merge:judged.gone'));
    const outcome = await judgeMerge(app, { mergeId: asked.data.merge, refusal: null, by: staffActor(res) });
    switch (outcome) {
      case 'confirmed':
      case 'merged':
      case 'refused':
        return redirectWithNotice(res, { path: at(MERGES_PATH), notice: `merge:notice.judged.${outcome}` });
      default:
        return show(app, res, t(`merge:judged.${outcome}`));
    }
  },
});

async function show(app: Pick<App, 'db'>, res: Response, refused: string | null): Promise<void> {
  const shell = shellOf(res);
  const merges = await listWaitingMerges(app.db, SHOWN_AT_MOST);
  const page: MergesPage = {
    title: shell.t('helpdesk:merges.title'),
    back: shell.at(CITIZENS_PATH),
    rows: merges.map((merge) => rowOf(merge, staffActor(res).id, shell)),
    refused,
  };
  mergesView.renderForm(res, page, { refused: refused !== null });
}

function rowOf(merge: WaitingMerge, reader: string, shell: Shell): MergeRow {
  const { t, at, language } = shell;
  const { id, kept, confirmedBy, confirmerFirstName, confirmerLastName } = merge;
  const by = fullName({ firstName: confirmerFirstName ?? '', lastName: confirmerLastName ?? '' });
  return {
    id,
    title: fullName(kept),
    sides: mergeSides(merge, shell),
    asked: t('merge:judging.asked', { when: formatDateTime(merge.askedAt, language) }),
    standing: confirmedBy === null ? t('merge:judging.nobody') : t('merge:judging.confirmed', { by }),
    submit: t(confirmedBy === null ? 'merge:judging.confirm' : 'merge:judging.finish'),
    refusal: at(mergeRefusalPath(id)),
    own: confirmedBy === reader,
  };
}
