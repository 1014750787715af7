import type { Request } from 'express';
import { z } from 'zod';
import type { App } from '../../../app.ts';
import { holdsNationalRegisterNumber } from '../../../domain/numbers/national-number.ts';
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

/** The owner is the person on whose page the form was, as another person may sign in next on that tab. */
const SealedForm = InterruptedForm.extend({ owner: z.string() });

/**
 * Seals a form that was sent without a session, so that the sign-in page can hold it. It never holds a password.
 * Returns an empty text when the form does not say whose page it was on.
 */
export function sealInterruptedForm(app: Pick<App, 'sealing' | 'config'>, req: Request): string {
  const owner = ownerOf(req);
  if (owner === null) return '';
  const kept = Object.entries(rawFieldsOf(req)).filter(([name, value]) => mayBeKept(name, [value].flat()));
  const form = { owner, path: formPath(app, req), fields: Object.fromEntries(kept) };
  return app.sealing.seal('interrupted-form', form, LIFE_SECONDS);
}

/**
 * Returns false for a secret, for a national register number (law of 8 August 1983) and for what Postgres cannot store.
 */
function mayBeKept(name: string, values: readonly string[]): boolean {
  if (name === FORM_OWNER || SECRET_FIELD.test(name)) return false;
  return values.every((value) => isStorable(value) && !holdsNationalRegisterNumber(value));
}

/**
 * Keeps the sealed form for this citizen after sign-in. Returns the address that shows it again, or null when the seal
 * is not valid or another person signed in.
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

/**
 * Returns the page that the form was on: the Referer when it belongs to the portal, as some forms are sent to another
 * address than that of their page.
 */
function formPath({ config }: Pick<App, 'config'>, req: Request): OwnPath {
  const referer = URL.parse(req.headers.referer ?? '');
  const page = referer?.host === req.headers.host ? ownPath(referer?.pathname, config.publicOrigin) : null;
  return page ?? withoutQuery(requestedPath(req));
}
