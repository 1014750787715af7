import type { Request, Response } from 'express';
import { z } from 'zod';
import type { App } from '../../../app.ts';
import { NotFound } from '../../../domain/not-found.ts';
import { fullName } from '../../../domain/person-name.ts';
import { creationOptions, passkeySiteOf } from '../../../platform/passkeys/passkeys.ts';
import { type ErrorSummary, errorSummary, type TextField, textField } from '../../../web/form/fields.ts';
import { emptyForm, type Form, fieldsOf, firstForm, line, parseForm, withError } from '../../../web/form/parse.ts';
import { formatDateTime } from '../../../web/page/format.ts';
import { shellOf } from '../../../web/page/locals.ts';
import { redirectWithNotice } from '../../../web/page/shell.ts';
import { view } from '../../../web/page/view.ts';
import { takeFromQuota } from '../../../web/pipeline/rate-limit.ts';
import { ownActor } from '../account/own-actor.ts';
import { staffOf } from '../signed-in-staff.ts';
import { findStaffApp } from '../staff-credentials.repository.ts';
import { addOwnPasskey } from './add-own-passkey.ts';
import { makeChallenge } from './challenges.ts';
import { listPasskeys, type Passkey } from './passkeys.repository.ts';
import { userHandleOf } from './prove-by-passkey.ts';
import { mayRemovePasskey, removeOwnPasskey } from './remove-own-passkey.ts';

const SHOWN = ['name'] as const;
const NewPasskeyFields = z.object({
  name: line('staff:passkeys.error.name', 60),
  credential: z.string().default(''),
});
const Removed = z.object({ remove: z.uuid() });

export type PasskeyRow = { id: string; name: string; added: string; used: string };
export type OwnPasskeysPage = {
  title: string;
  summary: ErrorSummary;
  rows: PasskeyRow[];
  mayRemove: boolean;
  name: TextField;
};
const passkeysView = view<OwnPasskeysPage>('staff/passkeys/own-passkeys');
type PasskeysApp = Pick<App, 'config' | 'db' | 'quotas'>;

/** Shows one's own passkeys, adds one with the script of the page, and removes one. */
export const ownPasskeysPage = (app: PasskeysApp) => ({
  get: (_req: Request, res: Response): Promise<void> => show(app, res, firstForm(res, SHOWN, {})),

  async post(req: Request, res: Response): Promise<void> {
    const fields = fieldsOf(req);
    if ('remove' in fields) return remove(app, res, fields);
    const { t, at } = shellOf(res);
    const parsed = parseForm(NewPasskeyFields, { shown: SHOWN, fields, t });
    if (!parsed.ok) return show(app, res, parsed.form);
    const added = await addOwnPasskey(app, { ...parsed.input, actor: ownActor(res) });
    if (!added) return show(app, res, withError(parsed.form, 'name', t('staff:passkeys.error.refused')));
    redirectWithNotice(res, { path: at('/admin/account/passkeys'), notice: 'staff:notice.passkey-added' });
  },

  /** Answers the script with what the browser needs to make a passkey. */
  async challenge(_req: Request, res: Response): Promise<void> {
    const { id, signInId } = ownActor(res);
    await takeFromQuota(app.quotas.signIn, `staff passkey ${id}`);
    const challenge = await makeChallenge(app, `new passkey ${signInId}`);
    const member = staffOf(res);
    const known = await listPasskeys(app.db, id);
    const options = creationOptions(passkeySiteOf(app.config.publicOrigin), {
      challenge,
      siteName: shellOf(res).commune.names[0] ?? '',
      owner: { handle: userHandleOf(id), name: member.email, displayName: fullName(member) },
      known: known.map(({ credentialId }) => credentialId),
    });
    res.json(options);
  },
});

async function remove(app: PasskeysApp, res: Response, fields: object): Promise<void> {
  const { t, at } = shellOf(res);
  const asked = Removed.safeParse(fields);
  if (!asked.success) throw new NotFound();
  if (!(await removeOwnPasskey(app, ownActor(res), asked.data.remove))) {
    return show(app, res, withError(emptyForm(SHOWN), 'name', t('staff:passkeys.error.last')));
  }
  redirectWithNotice(res, { path: at('/admin/account/passkeys'), notice: 'staff:notice.passkey-removed' });
}

async function show(app: PasskeysApp, res: Response, form: Form<'name'>): Promise<void> {
  const { t, language } = shellOf(res);
  const { id } = staffOf(res);
  const passkeys = await listPasskeys(app.db, id);
  const row = ({ id: passkey, name, createdAt, lastUsedAt }: Passkey): PasskeyRow => {
    const used = lastUsedAt === null ? t('staff:passkeys.unused') : formatDateTime(lastUsedAt, language);
    return { id: passkey, name, added: formatDateTime(createdAt, language), used };
  };
  const page: OwnPasskeysPage = {
    title: t('staff:passkeys.title'),
    summary: errorSummary(form, t),
    rows: passkeys.map(row),
    mayRemove: mayRemovePasskey({ secondFactor: await findStaffApp(app.db, id), passkeys }),
    name: textField('name', form, { label: t('staff:passkeys.name'), hint: t('staff:passkeys.name.hint'), width: 20 }),
  };
  passkeysView.renderForm(res, page, form);
}
