import type { Request } from 'express';
import { z } from 'zod';
import type { Sealing } from '../../platform/sealing.ts';
import { Refusal } from '../pipeline/refusals.ts';

declare module '../../platform/sealing.ts' {
  interface SealPurposes {
    'form-owner': true;
  }
}

/** The hidden field that says, sealed, on whose page a form stood. */
export const FORM_OWNER = 'formOwner';
/** Longer than any session: a form may be sent when its session is over. */
const LIFE_SECONDS = 2 * 24 * 60 * 60;
const POST_FORM = /<form\b[^>]*\bmethod="post"[^>]*>/g;

export const sealOwner = (sealing: Sealing, id: string): string => sealing.seal('form-owner', id, LIFE_SECONDS);

/** Every form of a finished page says whose page it was, so that no template can forget it. No text can hold a tag: it is escaped. */
export function markForms(html: string, owner: string | null): string {
  if (owner === null) return html;
  return html.replace(POST_FORM, (form) => `${form}<input type="hidden" name="${FORM_OWNER}" value="${owner}">`);
}

/** Who was signed in when the page of this form was shown; null when nobody was, or when the field is missing or forged. */
export function ownerOf(sealing: Sealing, { body }: Request): string | null {
  const sent = z.looseObject({ [FORM_OWNER]: z.string() }).safeParse(body ?? {});
  return sent.success ? sealing.unseal('form-owner', z.string(), sent.data[FORM_OWNER] ?? '') : null;
}

/**
 * Throws a 409 when the form stood on somebody else's page: a tab left open, while another person signed in beside it. What
 * the first one typed must not be written in the name of the second.
 */
export function refuseFormOfAnother(sealing: Sealing, req: Request, id: string): void {
  const owner = req.method === 'POST' ? ownerOf(sealing, req) : null;
  if (owner !== null && owner !== id) throw new Refusal(409);
}
