import type { Request, Response } from 'express';
import { z } from 'zod';
import type { App } from '../../../app.ts';
import { fullName } from '../../../domain/person-name.ts';
import { fieldsOf } from '../../../web/form/parse.ts';
import { formatDateTime } from '../../../web/page/format.ts';
import { shellOf } from '../../../web/page/locals.ts';
import { redirectWithNotice, type Shell } from '../../../web/page/shell.ts';
import { view } from '../../../web/page/view.ts';
import { staffActor } from '../../staff/signed-in-staff.ts';
import { CITIZENS_PATH, citizenPath, EMAIL_CHANGES_PATH } from '../helpdesk-paths.ts';
import { listWaitingEmailChanges, type WaitingChange } from './helpdesk-email-changes.repository.ts';
import { JUDGEMENTS, judgeEmailChange } from './judge-email-change.ts';

const SHOWN_AT_MOST = 50;
const Judged = z.object({ change: z.uuid(), judgement: z.enum(JUDGEMENTS) });

export type ChangeRow = {
  id: string;
  href: string;
  name: string;
  former: string;
  email: string;
  asked: string;
  reason: string;
  proof: string;
  /** True when the reader asked for the change: they may only take it back. */
  own: boolean;
};
export type EmailChangesPage = {
  title: string;
  back: string;
  rows: ChangeRow[];
  /** The sentence that says why the button did nothing; null otherwise. */
  refused: string | null;
};
const changesView = view<EmailChangesPage>('helpdesk/email-change/email-changes');

/** The page of the new addresses that wait for a second colleague, who confirms or refuses each. */
export const emailChangesPage = (app: Pick<App, 'clock' | 'db'>) => ({
  get: (_req: Request, res: Response): Promise<void> => show(app, res, null),

  async post(req: Request, res: Response): Promise<void> {
    const { t, at } = shellOf(res);
    const asked = Judged.safeParse(fieldsOf(req));
    if (!asked.success) return show(app, res, t('helpdesk:changes.refused.gone'));
    const { change: actId, judgement } = asked.data;
    const outcome = await judgeEmailChange(app, { actId, judgement, by: staffActor(res) });
    if (outcome !== 'confirmed' && outcome !== 'refused') {
      return show(app, res, t(`helpdesk:changes.refused.${outcome}`));
    }
    redirectWithNotice(res, { path: at(EMAIL_CHANGES_PATH), notice: `helpdesk:notice.email-change-${outcome}` });
  },
});

async function show(app: Pick<App, 'db'>, res: Response, refused: string | null): Promise<void> {
  const shell = shellOf(res);
  const changes = await listWaitingEmailChanges(app.db, SHOWN_AT_MOST);
  const page: EmailChangesPage = {
    title: shell.t('helpdesk:changes.title'),
    back: shell.at(CITIZENS_PATH),
    rows: changes.map((change) => rowOf(change, staffActor(res).id, shell)),
    refused,
  };
  changesView.renderForm(res, page, { refused: refused !== null });
}

function rowOf(change: WaitingChange, reader: string, { t, at, language }: Shell): ChangeRow {
  const by = fullName({ firstName: change.askerFirstName, lastName: change.askerLastName });
  return {
    id: change.actId,
    href: at(citizenPath(change.citizenId)),
    name: fullName(change),
    former: change.former,
    email: change.email,
    asked: t('helpdesk:changes.asked', { by, when: formatDateTime(change.askedAt, language) }),
    reason: `${t(`helpdesk:reason.${change.reason}`)} ${change.reasonWords}`.trim(),
    proof: `${t(`helpdesk:proof.${change.proof}`)} ${change.proofWords}`.trim(),
    own: change.askedBy === reader,
  };
}
