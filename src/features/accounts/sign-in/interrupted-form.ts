import type { Request } from 'express';
import { z } from 'zod';
import type { App } from '../../../app.ts';
import { holdsNationalRegisterNumber } from '../../../domain/national-number.ts';
import { isStorable } from '../../../domain/visible-text.ts';
import { FORM_OWNER, isOwner, ownerOf } from '../../../web/form/form-owner.ts';
import { rawFieldsOf } from '../../../web/form/parse.ts';
import { type OwnPath, ownPath, requestedPath, withoutQuery } from '../../../web/pipeline/own-path.ts';
import { actAsCitizen, type CitizenActor } from '../act-as-citizen.ts';
import { InterruptedForm, insertInterruptedForm } from './interrupted-forms.repository.ts';

declare module '../../../platform/sealing.ts' {
  interface SealPurposes {
    'interrupted-form': true;
  }
}

const LIFE_SECONDS = 12 * 60 * 60;
const SECRET_FIELD = /password|captcha/i;

/** On whose page it stood: whoever signs in next on that tab may be somebody else. */
const SealedForm = InterruptedForm.extend({ owner: z.string() });

/**
 * What was posted without a session, sealed to travel through the sign-in page; no password is in it. Empty when the form
 * does not say on whose page it stood.
 */
export function sealInterruptedForm(app: Pick<App, 'sealing' | 'config'>, req: Request): string {
  const owner = ownerOf(req);
  if (owner === null) return '';
  const kept = Object.entries(rawFieldsOf(req)).filter(([name, value]) => mayBeKept(name, [value].flat()));
  const form = { owner, path: formPath(app, req), fields: Object.fromEntries(kept) };
  return app.sealing.seal('interrupted-form', form, LIFE_SECONDS);
}

/** No secret, no national register number (law of 8 August 1983), nothing that jsonb cannot hold. */
function mayBeKept(name: string, values: readonly string[]): boolean {
  if (name === FORM_OWNER || SECRET_FIELD.test(name)) return false;
  return values.every((value) => isStorable(value) && !holdsNationalRegisterNumber(value));
}

/**
 * After sign-in: keeps the sealed form for this citizen. The address that shows it again, or null when the seal is broken or
 * when somebody else signed in.
 */
export async function keepInterruptedForm(
  app: Pick<App, 'sealing' | 'db'>,
  { sealed, actor }: { sealed: string; actor: CitizenActor },
): Promise<string | null> {
  const form = app.sealing.unseal('interrupted-form', SealedForm, sealed);
  if (form === null || !isOwner(app.sealing, { id: actor.id, owner: form.owner })) return null;
  const { path, fields } = form;
  const id = await actAsCitizen(app, actor, (tx) => insertInterruptedForm(tx, actor.id, { path, fields }));
  return `${path}?resumed=${id}`;
}

/** The page the form stood on: the Referer when it is ours, as some forms post to another address than their page's. */
function formPath({ config }: Pick<App, 'config'>, req: Request): OwnPath {
  const referer = URL.parse(req.headers.referer ?? '');
  const page = referer?.host === req.headers.host ? ownPath(referer?.pathname, config.publicOrigin) : null;
  return page ?? withoutQuery(requestedPath(req));
}
