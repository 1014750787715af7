import type { Request, Response } from 'express';
import { z } from 'zod';
import type { App } from '../../../app.ts';
import { emailField } from '../../../web/form/email-slip.ts';
import { type ErrorSummary, errorSummary, type TextField } from '../../../web/form/fields.ts';
import { FormId, formIdOf } from '../../../web/form/form-id.ts';
import { type Form, fieldsOf, firstForm, parseForm, withError } from '../../../web/form/parse.ts';
import { formatDateTime } from '../../../web/page/format.ts';
import { shellOf } from '../../../web/page/locals.ts';
import { redirectWithNotice, type Shell } from '../../../web/page/shell.ts';
import { view } from '../../../web/page/view.ts';
import { citizenActor, citizenOf } from '../../accounts/signed-in-citizen.ts';
import * as ask from '../../credentials/credential-fields.ts';
import { type AccountMerge, listMergesOf } from '../account-merges.repository.ts';
import { MERGE_PATH } from '../merge-path.ts';
import { askMerge } from './ask-merge.ts';
import { cancelMerge } from './cancel-merge.ts';

const SHOWN = ['email', 'form'] as const;
const MergeFields = z.object({ email: ask.accountAddress, form: FormId });
const Cancelled = z.object({ cancel: z.uuid() });

/** A merge in which the account takes part, and its state in words. */
export type WaitingRow = { id: string; title: string; sentences: string[] };
export type MergePage = {
  title: string;
  summary: ErrorSummary;
  waiting: WaitingRow[];
  /** The sentence that says why the button did nothing; null otherwise. */
  refused: string | null;
  /** True when the owner must confirm the address of the account first. */
  unconfirmed: boolean;
  /** Null when no merge can be asked now. */
  fields: { email: TextField; form: string } | null;
};
const mergeView = view<MergePage>('merge/asking/merge');
type Shown = { form: Form<(typeof SHOWN)[number]>; refused: string | null };

/**
 * The page on which a citizen asks to merge another account into this one, sees the state of the merge, and stops it.
 */
export const mergePage = (app: Pick<App, 'db'>) => ({
  get: (_req: Request, res: Response) => show(app, res, { form: firstForm(res, SHOWN, {}), refused: null }),

  async post(req: Request, res: Response): Promise<void> {
    const { t, at } = shellOf(res);
    const cancelled = Cancelled.safeParse(fieldsOf(req));
    if (cancelled.success) return cancel(app, res, cancelled.data.cancel);
    const parsed = parseForm(MergeFields, { shown: SHOWN, fields: fieldsOf(req), t });
    const { form } = parsed;
    if (!parsed.ok) return show(app, res, { form, refused: null });
    const { email, form: formId } = parsed.input;
    const outcome = await askMerge(app, { actor: citizenActor(res), email, formId });
    switch (outcome) {
      case 'asked':
        return redirectWithNotice(res, { path: at(MERGE_PATH), notice: 'merge:notice.asked' });
      case 'same-address':
        return show(app, res, { form: withError(form, 'email', t('merge:error.email.same')), refused: null });
      case 'unconfirmed':
      case 'waiting':
        return show(app, res, { form, refused: t(`merge:refused.${outcome}`) });
    }
  },
});

async function cancel(app: Pick<App, 'db'>, res: Response, mergeId: string): Promise<void> {
  const { t, at } = shellOf(res);
  if ((await cancelMerge(app, { actor: citizenActor(res), mergeId })) === 'cancelled') {
    return redirectWithNotice(res, { path: at(MERGE_PATH), notice: 'merge:notice.cancelled' });
  }
  return show(app, res, { form: firstForm(res, SHOWN, {}), refused: t('merge:refused.gone') });
}

async function show(app: Pick<App, 'db'>, res: Response, { form, refused }: Shown): Promise<void> {
  const shell = shellOf(res);
  const { t } = shell;
  const { citizen } = citizenOf(res);
  const merges = await listMergesOf(app.db, citizen.id);
  const unconfirmed = citizen.emailConfirmedAt === null;
  const mayAsk = !unconfirmed && merges.every(({ otherId }) => otherId === null);
  const words = { label: t('merge:field.email'), hint: t('merge:field.email.hint') };
  const email = emailField('email', form, { ...words, t, autocomplete: 'email' });
  const page: MergePage = {
    title: t('accounts:links.merge.title'),
    summary: errorSummary(form, t),
    waiting: merges.map((merge) => waitingRow(merge, citizen.id, shell)),
    refused,
    unconfirmed,
    fields: mayAsk ? { email, form: formIdOf(form) } : null,
  };
  mergeView.renderForm(res, page, { refused: res.req.method === 'POST' });
}

function waitingRow(merge: AccountMerge, reader: string, { t, language }: Shell): WaitingRow {
  const { id, otherId, email, confirmedBy } = merge;
  const when = formatDateTime(merge.askedAt, language);
  if (otherId === null) {
    return { id, title: t('merge:waiting.mailbox.title'), sentences: [t('merge:waiting.mailbox', { email, when })] };
  }
  const stays = reader === merge.keptId;
  const title = t(stays ? 'merge:waiting.kept.title' : 'merge:waiting.other.title');
  const first = stays ? t('merge:waiting.kept', { email, when }) : t('merge:waiting.other', { when });
  const standing = t(confirmedBy === null ? 'merge:waiting.colleagues' : 'merge:waiting.second');
  return { id, title, sentences: [first, standing] };
}
