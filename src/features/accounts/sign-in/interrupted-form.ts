import type { Request } from 'express';
import type { App } from '../../../app.ts';
import { holdsNationalRegisterNumber } from '../../../domain/national-number.ts';
import { isClean, rawFieldsOf } from '../../../web/form/parse.ts';
import { ownPath } from '../../../web/pipeline/same-origin.ts';
import { InterruptedForm, insertInterruptedForm } from './interrupted-forms.repository.ts';

const LIFE_SECONDS = 12 * 60 * 60;
const SECRET_FIELD = /password|captcha/i;

/** What was posted without a session, sealed to travel through the sign-in page; no password is in it. */
export function sealInterruptedForm(app: Pick<App, 'sealing' | 'config'>, req: Request): string {
  const kept = Object.entries(rawFieldsOf(req)).filter(([name, value]) => mayBeKept(name, [value].flat()));
  const form: InterruptedForm = { path: formPath(app, req), fields: Object.fromEntries(kept) };
  return app.sealing.seal('interrupted-form', form, LIFE_SECONDS);
}

/** No secret, no national register number (law of 8 August 1983), nothing that jsonb cannot hold. */
function mayBeKept(name: string, values: readonly string[]): boolean {
  return !SECRET_FIELD.test(name) && values.every((value) => isClean(value) && !holdsNationalRegisterNumber(value));
}

/** After sign-in: keeps the sealed form for this citizen. The address that shows it again, or null when the seal is broken. */
export async function keepInterruptedForm(
  app: Pick<App, 'sealing' | 'db'>,
  { sealed, citizenId }: { sealed: string; citizenId: string },
): Promise<string | null> {
  const form = app.sealing.unseal('interrupted-form', InterruptedForm, sealed);
  if (form === null) return null;
  const id = await app.db.transaction((tx) => insertInterruptedForm(tx, citizenId, form));
  return `${form.path}?resumed=${id}`;
}

/** The page the form stood on: the Referer when it is ours, as some forms post to another address than their page's. */
function formPath({ config }: Pick<App, 'config'>, req: Request): string {
  const referer = URL.parse(req.headers.referer ?? '');
  const page = referer?.host === req.headers.host ? ownPath(referer?.pathname, config.publicOrigin) : null;
  return page ?? req.originalUrl.split('?')[0] ?? '/';
}
