import type { Request, Response } from 'express';
import { z } from 'zod';
import type { App } from '../../../app.ts';
import { passkeySiteOf, requestOptions } from '../../../platform/passkeys/passkeys.ts';
import { fieldsOf, parseForm } from '../../../web/form/parse.ts';
import { shellOf } from '../../../web/page/locals.ts';
import { takeFromQuota } from '../../../web/pipeline/rate-limit.ts';
import { ownActor } from '../account/own-actor.ts';
import { makeChallenge } from '../passkeys/challenges.ts';
import { listPasskeys } from '../passkeys/passkeys.repository.ts';
import { staffDestination, staffPageOf } from '../sign-in/staff-destination.ts';
import { code } from '../staff-fields.ts';
import { confirmFactor } from './confirm-factor.ts';
import { showConfirmation } from './confirmation-form.ts';

const Going = z.object({ next: z.string().default(''), interrupted: z.string().default('') });
const CodeFields = z.object({ code }).transform((given) => ({ kind: 'code' as const, ...given }));
const PasskeyFields = z
  .object({ credential: z.string() })
  .transform((given) => ({ kind: 'passkey' as const, ...given }));

/** The page that asks for the second factor again, then leads on to the page or form that was interrupted. */
export const confirmationPage = (app: Pick<App, 'clock' | 'config' | 'db' | 'quotas' | 'sealing'>) => ({
  get: (req: Request, res: Response): Promise<void> =>
    showConfirmation(app, res, { next: staffPageOf(app, res, req.query['next']), interrupted: '' }),

  async post(req: Request, res: Response): Promise<void> {
    const { t } = shellOf(res);
    const fields = fieldsOf(req);
    const going = Going.parse(fields);
    const byPasskey = 'credential' in fields;
    const parsed = parseForm(byPasskey ? PasskeyFields : CodeFields, { shown: [], fields, t });
    if (!parsed.ok) return showConfirmation(app, res, { ...going, errors: parsed.form.errors });
    const actor = ownActor(res);
    await takeFromQuota(app.quotas.signIn, `staff confirmation ${actor.id}`);
    if (!(await confirmFactor(app, actor, parsed.input))) {
      const errors = [{ field: byPasskey ? 'passkey' : 'code', message: t('staff:confirmation.refused') }];
      return showConfirmation(app, res, { ...going, errors });
    }
    res.redirect(303, await staffDestination(app, res, { ...going, id: actor.id }));
  },

  /** Answers the script with the challenge that one of the person's own passkeys must sign. */
  async challenge(_req: Request, res: Response): Promise<void> {
    const { id, signInId } = ownActor(res);
    await takeFromQuota(app.quotas.signIn, `staff passkey ${id}`);
    const challenge = await makeChallenge(app, `confirmation ${signInId}`);
    const allowed = (await listPasskeys(app.db, id)).map(({ credentialId }) => credentialId);
    res.json(requestOptions(passkeySiteOf(app.config.publicOrigin), { challenge, allowed }));
  },
});
