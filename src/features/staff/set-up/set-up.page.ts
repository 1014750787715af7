import type { Request, Response } from 'express';
import type { App } from '../../../app.ts';
import { fullName } from '../../../domain/person-name.ts';
import { creationOptions, passkeySiteOf } from '../../../platform/passkeys/passkeys.ts';
import { qrCodeOf } from '../../../platform/qr-code.ts';
import { digestOf } from '../../../platform/sealing.ts';
import { inGroupsOfFour, secondFactorUri } from '../../../platform/second-factor.ts';
import {
  type ErrorSummary,
  errorSummary,
  type FormErrors,
  type PasswordField,
  type TextField,
} from '../../../web/form/fields.ts';
import { fieldsOf, parseForm } from '../../../web/form/parse.ts';
import { shellOf } from '../../../web/page/locals.ts';
import type { QrPicture } from '../../../web/page/qr-picture.ts';
import { redirectWithNotice } from '../../../web/page/shell.ts';
import { view } from '../../../web/page/view.ts';
import { clientOf } from '../../../web/pipeline/client.ts';
import { linkTokenOf } from '../../../web/pipeline/link-token.ts';
import { requestedPath, withoutQuery } from '../../../web/pipeline/own-path.ts';
import { takeFromQuota } from '../../../web/pipeline/rate-limit.ts';
import * as ask from '../../credentials/credential-fields.ts';
import { passwordProblem, staffPasswordMinLength } from '../../credentials/password-rules.ts';
import { makeChallenge } from '../passkeys/challenges.ts';
import { userHandleOf } from '../passkeys/prove-by-passkey.ts';
import { startStaffSession } from '../sign-in/start-staff-session.ts';
import { codeField } from '../staff-fields.ts';
import { type OfferedSecondFactor, offerSecondFactor, openOfferedSecondFactor } from './offered-second-factor.ts';
import { AppFields, NewPassword, PasskeyFields, refusalErrors } from './set-up-fields.ts';
import { setUpStaff } from './set-up-staff.ts';
import { findStaffLink } from './staff-links.repository.ts';

export type SetUpForm = {
  email: string;
  /** Where the script asks for what a passkey must sign. */
  challenge: string;
  summary: ErrorSummary;
  password: PasswordField;
  passwordConfirmation: PasswordField;
  qrCode: QrPicture;
  secret: string;
  /** The sealed secret, so that after a mistake the form shows the secret that was already scanned. */
  offer: string;
  code: TextField;
};
export type SetUpPage = {
  title: string;
  /** Null when the link was used, replaced or is too old. */
  form: SetUpForm | null;
};
const setUpView = view<SetUpPage>('staff/set-up/set-up');
type SetUpApp = Pick<App, 'clock' | 'config' | 'db' | 'passwords' | 'quotas' | 'sealing'>;

/**
 * The page of the operator's link, where one chooses a password and sets up the second factor. Only its form uses up
 * the link, opening it does not.
 */
export const setUpPage = (app: SetUpApp) => ({
  get: (_req: Request, res: Response): Promise<void> => show(app, res, { errors: [] }),

  async post(req: Request, res: Response): Promise<void> {
    const { t, at } = shellOf(res);
    const fields = fieldsOf(req);
    const byPasskey = fields['factor'] === 'passkey';
    const parsed = parseForm(byPasskey ? PasskeyFields : AppFields, { shown: [], fields, t });
    if (!parsed.ok) return show(app, res, parsed.form);
    const client = clientOf(req);
    await takeFromQuota(app.quotas.signIn, `staff set-up ${client.network}`);
    const passkeyName = client.browser || t('staff:passkeys.first');
    const result = await setUpStaff(app, { ...parsed.input, passkeyName, token: linkTokenOf(req), client });
    switch (result.outcome) {
      case 'link-dead':
        return showDead(res);
      case 'refused':
        return show(app, res, { errors: refusalErrors(result, { t, byPasskey }) });
      case 'ready':
        await startStaffSession(app, req, result);
        return redirectWithNotice(res, { path: at('/admin'), notice: 'staff:notice.staff-set-up' });
    }
  },

  /**
   * Answers the script with what the browser needs to make a passkey, once the password can be chosen: a refused one would
   * leave a passkey on the device that opens nothing.
   */
  async challenge(req: Request, res: Response): Promise<void> {
    const { t, commune } = shellOf(res);
    const link = digestOf(linkTokenOf(req));
    const person = await findStaffLink(app.db, link);
    const parsed = parseForm(NewPassword, { shown: [], fields: fieldsOf(req), t });
    if (
      person === null ||
      !parsed.ok ||
      passwordProblem(parsed.input.password, person, staffPasswordMinLength) !== null
    ) {
      return void res.status(422).json({});
    }
    await takeFromQuota(app.quotas.signIn, `staff set-up ${clientOf(req).network}`);
    const challenge = await makeChallenge(app, `set-up ${link.toString('hex')}`);
    const { staffMemberId: id, email, ...names } = person;
    const owner = { handle: userHandleOf(id), name: email, displayName: fullName(names) };
    const siteName = commune.names[0] ?? '';
    res.json(creationOptions(passkeySiteOf(app.config.publicOrigin), { challenge, siteName, owner, known: [] }));
  },
});

async function show(app: SetUpApp, res: Response, { errors }: FormErrors): Promise<void> {
  const { req } = res;
  const { t, commune } = shellOf(res);
  const link = await findStaffLink(app.db, digestOf(linkTokenOf(req)));
  if (link === null) return showDead(res);
  const { secret, sealed } = offerOf(app, req);
  const form = { values: {}, errors };
  const page: SetUpPage = {
    title: t('staff:setUp.title'),
    form: {
      email: link.email,
      challenge: `${withoutQuery(requestedPath(req))}/challenge`,
      summary: errorSummary(form, t),
      ...ask.newPasswordFields(form, t, 'staff:setUp.password.hint'),
      qrCode: {
        ...qrCodeOf(secondFactorUri(secret, { site: commune.names[0] ?? '', account: link.email })),
        label: t('staff:setUp.qrCode'),
      },
      secret: inGroupsOfFour(secret),
      offer: sealed,
      code: codeField(form, t),
    },
  };
  setUpView.renderForm(res, page, form);
}

/** Returns the offer that was already scanned when the form comes back after a mistake, else a new one. */
function offerOf(app: SetUpApp, req: Request): OfferedSecondFactor {
  const link = digestOf(linkTokenOf(req));
  const sealed = req.method === 'POST' ? (fieldsOf(req)['offer'] ?? '') : '';
  return openOfferedSecondFactor(app, { link, sealed }) ?? offerSecondFactor(app, link);
}

function showDead(res: Response): void {
  setUpView.render(res, { title: shellOf(res).t('staff:setUp.dead.title'), form: null }, 410);
}
