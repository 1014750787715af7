import type { Request, Response } from 'express';
import type { App } from '../../../app.ts';
import { fullName } from '../../../domain/person-name.ts';
import { creationOptions, passkeySiteOf } from '../../../platform/passkeys/passkeys.ts';
import { digestOf } from '../../../platform/sealing.ts';
import type { FormErrors } from '../../../web/form/fields.ts';
import { fieldsOf, parseForm } from '../../../web/form/parse.ts';
import { shellOf } from '../../../web/page/locals.ts';
import { redirectWithNotice } from '../../../web/page/shell.ts';
import { view } from '../../../web/page/view.ts';
import { clientOf } from '../../../web/pipeline/client.ts';
import { linkTokenOf } from '../../../web/pipeline/link-token.ts';
import { requestedPath, withoutQuery } from '../../../web/pipeline/own-path.ts';
import { takeFromQuota } from '../../../web/pipeline/rate-limit.ts';
import { makeChallenge } from '../passkeys/challenges.ts';
import { userHandleOf } from '../passkeys/prove-by-passkey.ts';
import { startStaffSession } from '../sign-in/start-staff-session.ts';
import { type OfferedSecondFactor, offerSecondFactor, openOfferedSecondFactor } from './offered-second-factor.ts';
import { appFields, factorError, passkeyFields, passwordFields } from './set-up-fields.ts';
import { type SetUpForm, setUpForm } from './set-up-form.ts';
import { setUpStaff } from './set-up-staff.ts';
import { findStaffLink, type StaffLink } from './staff-links.repository.ts';

export type SetUpPage = {
  title: string;
  /** Null when the link was used, replaced or is too old. */
  form: SetUpForm | null;
};
const setUpView = view<SetUpPage>('staff/set-up/set-up');
type SetUpApp = Pick<App, 'clock' | 'config' | 'db' | 'passwords' | 'quotas' | 'sealing'>;
type Linked = { link: Buffer; person: StaffLink };

/**
 * The page of the operator's link, where one chooses a password and sets up the second factor. Only its form uses up
 * the link, opening it does not.
 */
export const setUpPage = (app: SetUpApp) => ({
  async get(req: Request, res: Response): Promise<void> {
    const linked = await linkedBy(app, req);
    if (linked === null) return showDead(res);
    show(app, res, { linked, errors: [] });
  },

  async post(req: Request, res: Response): Promise<void> {
    const { t, at } = shellOf(res);
    const linked = await linkedBy(app, req);
    if (linked === null) return showDead(res);
    const fields = fieldsOf(req);
    const byPasskey = fields['factor'] === 'passkey';
    const schema = byPasskey ? passkeyFields(linked.person) : appFields(app, linked);
    const parsed = parseForm(schema, { shown: [], fields, t });
    if (!parsed.ok) return show(app, res, { linked, errors: parsed.form.errors });
    const client = clientOf(req);
    await takeFromQuota(app.quotas.signIn, `staff set-up ${client.network}`);
    const passkeyName = client.browser || t('staff:passkeys.first');
    const result = await setUpStaff(app, { ...parsed.input, passkeyName, token: linkTokenOf(req), client });
    switch (result.outcome) {
      case 'link-dead':
        return showDead(res);
      case 'factor-wrong':
        return show(app, res, { linked, errors: [factorError(byPasskey, t)] });
      case 'ready':
        await startStaffSession(app, req, result);
        return redirectWithNotice(res, { path: at('/admin'), notice: 'staff:notice.staff-set-up' });
    }
  },

  challenge: (req: Request, res: Response): Promise<void> => answerChallenge(app, req, res),
});

/** Returns null when the link was used, replaced or is too old. */
async function linkedBy({ db }: Pick<App, 'db'>, req: Request): Promise<Linked | null> {
  const link = digestOf(linkTokenOf(req));
  const person = await findStaffLink(db, link);
  return person === null ? null : { link, person };
}

/**
 * Answers the script with what the browser needs to make a passkey, once the password can be chosen: a refused one would
 * leave a passkey on the device that opens nothing.
 */
async function answerChallenge(app: SetUpApp, req: Request, res: Response): Promise<void> {
  const { t, commune } = shellOf(res);
  const linked = await linkedBy(app, req);
  if (linked === null) return void res.status(422).json({});
  const { link, person } = linked;
  const judged = parseForm(passwordFields(person), { shown: [], fields: fieldsOf(req), t });
  if (!judged.ok) return void res.status(422).json({});
  await takeFromQuota(app.quotas.signIn, `staff set-up ${clientOf(req).network}`);
  const challenge = await makeChallenge(app, `set-up ${link.toString('hex')}`);
  const { staffMemberId: id, email, ...names } = person;
  const owner = { handle: userHandleOf(id), name: email, displayName: fullName(names) };
  const siteName = commune.names[0] ?? '';
  res.json(creationOptions(passkeySiteOf(app.config.publicOrigin), { challenge, siteName, owner, known: [] }));
}

type Shown = FormErrors & { linked: Linked };

function show(app: SetUpApp, res: Response, { linked: { link, person }, errors }: Shown): void {
  const { req } = res;
  const shell = shellOf(res);
  const challenge = `${withoutQuery(requestedPath(req))}/challenge`;
  const form = setUpForm({ email: person.email, challenge, errors, offered: offerOf(app, req, link) }, shell);
  setUpView.renderForm(res, { title: shell.t('staff:setUp.title'), form }, { errors });
}

/** Returns the offer that was already scanned when the form comes back after a mistake, else a new one. */
function offerOf(app: SetUpApp, req: Request, link: Buffer): OfferedSecondFactor {
  const sealed = req.method === 'POST' ? (fieldsOf(req)['offer'] ?? '') : '';
  return openOfferedSecondFactor(app, { link, sealed }) ?? offerSecondFactor(app, link);
}

function showDead(res: Response): void {
  setUpView.render(res, { title: shellOf(res).t('staff:setUp.dead.title'), form: null }, 410);
}
