import type { Request } from 'express';
import type { App } from '../../../app.ts';
import { openTypedForm, sealTypedForm } from '../../../web/form/interrupted-form.ts';
import { type OwnPath, ownPath, requestedPath, withoutQuery } from '../../../web/pipeline/own-path.ts';
import { actAsCitizen, type CitizenActor } from '../act-as-citizen.ts';
import { insertInterruptedForm } from './interrupted-forms.repository.ts';

/** Seals a form of a citizen that was sent without a session, with the page that it was on. */
export function sealInterruptedForm(app: Pick<App, 'sealing' | 'config'>, req: Request): string {
  return sealTypedForm(app.sealing, req, formPath(app, req));
}

/**
 * Keeps the sealed form for this citizen after sign-in. Returns the address that shows it again, or null when the seal
 * is not valid or another person signed in.
 */
export async function keepInterruptedForm(
  app: Pick<App, 'sealing' | 'db'>,
  { sealed, actor }: { sealed: string; actor: CitizenActor },
): Promise<string | null> {
  const form = openTypedForm(app.sealing, { sealed, id: actor.id });
  if (form === null) return null;
  const id = await actAsCitizen(app, actor, (tx) => insertInterruptedForm(tx, actor.id, form));
  return `${form.path}?resumed=${id}`;
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
