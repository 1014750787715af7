import type { Request, Response } from 'express';
import { z } from 'zod';
import type { App } from '../../../app.ts';
import { emptyForm, fieldsOf, parseForm } from '../../../web/form/parse.ts';
import { shellOf } from '../../../web/page/locals.ts';
import { clientOf } from '../../../web/pipeline/client.ts';
import { ownPath } from '../../../web/pipeline/own-path.ts';
import { takeFromQuota } from '../../../web/pipeline/rate-limit.ts';
import { accountAddress, signInPassword } from '../../credentials/credential-fields.ts';
import { rememberedBy } from '../../credentials/known-browser.ts';
import { countRefusedSignIn } from '../../credentials/refused-sign-ins.ts';
import type { CitizenActor } from '../act-as-citizen.ts';
import type { FindErrand } from '../errand.ts';
import { signedInOf, startCitizenSession } from '../signed-in-citizen.ts';
import { keepInterruptedForm } from './interrupted-form.ts';
import { signIn } from './sign-in.ts';
import { LEFT, SIGN_IN_SHOWN, type SignInForm, showSignIn } from './sign-in-form.ts';

const SignInFields = z.object({ email: accountAddress, password: signInPassword });
type SignInApp = Pick<App, 'config' | 'clock' | 'db' | 'log' | 'metrics' | 'passwords' | 'quotas' | 'sealing'> & {
  findErrand: FindErrand;
};

export const signInPage = (app: SignInApp) => ({
  async get(req: Request, res: Response): Promise<void> {
    const next = ownPath(req.query['next'], app.config.publicOrigin) ?? '';
    if (signedInOf(res) !== null) return res.redirect(303, next || shellOf(res).at('/my-space'));
    const notice = z.enum(LEFT).safeParse(req.query['left']).data ?? null;
    const errand = await app.findErrand(next, shellOf(res).t);
    showSignIn(res, { next, interrupted: '', notice, errand, byCard: app.config.fas !== null });
  },

  async post(req: Request, res: Response): Promise<void> {
    const { t } = shellOf(res);
    const fields = fieldsOf(req);
    const parsed = parseForm(SignInFields, { shown: SIGN_IN_SHOWN, fields, t });
    if (!parsed.ok) return showAgain(app, res, parsed.form);
    const client = clientOf(req);
    await takeFromQuota(app.quotas.signIn, client.network);
    const result = await signIn(app, { ...parsed.input, client, remembered: rememberedBy(req, 'citizen') });
    switch (result.outcome) {
      case 'refused':
        await countRefusedSignIn(app);
        return showAgain(app, res, { ...emptyForm(SIGN_IN_SHOWN, fields), refused: true });
      case 'suspended':
        return showSignIn(res, { interrupted: '', next: '', notice: 'suspended' });
      case 'signed-in':
        await startCitizenSession(app, req, {
          citizenId: result.citizen.id,
          signInId: result.signInId,
          defaultSpace: result.citizen.defaultSpace,
        });
        return res.redirect(
          303,
          await destination(app, res, {
            actor: { id: result.citizen.id, signInId: result.signInId, network: client.network },
            form: parsed.form,
          }),
        );
    }
  },
});

async function showAgain(
  app: SignInApp,
  res: Response,
  { values, errors, refused = false }: SignInForm & { refused?: boolean },
): Promise<void> {
  const next = ownPath(values.next, app.config.publicOrigin) ?? '';
  const errand = await app.findErrand(next, shellOf(res).t);
  showSignIn(res, { ...values, next, notice: null, errand, errors, refused, byCard: app.config.fas !== null });
}

/**
 * Returns the address of the interrupted form, or of the page that was asked for, or of Mon espace in the language of
 * the page.
 */
async function destination(
  app: SignInApp,
  res: Response,
  { actor, form: { values } }: { actor: CitizenActor; form: SignInForm },
): Promise<string> {
  const resumed =
    values.interrupted === '' ? null : await keepInterruptedForm(app, { sealed: values.interrupted, actor });
  return resumed ?? ownPath(values.next, app.config.publicOrigin) ?? shellOf(res).at('/my-space');
}
