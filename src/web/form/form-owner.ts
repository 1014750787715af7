import type { Request } from 'express';
import { z } from 'zod';
import type { Sealing } from '../../platform/sealing.ts';
import { Refusal } from '../pipeline/refusals.ts';

declare module '../../platform/sealing.ts' {
  interface SealPurposes {
    'form-owner': true;
  }
}

/** The hidden field that says on whose page a form stood: a tag, which names nobody. */
export const FORM_OWNER = 'formOwner';
const POST_FORM = /<form\b[^>]*\bmethod="post"[^>]*>/g;

export const ownerTag = (sealing: Sealing, id: string): string => sealing.tag('form-owner', id);

/** Every form of a finished page says whose page it was, so that no template can forget it. No text can hold a tag: it is escaped. */
export function markForms(html: string, owner: string | null): string {
  if (owner === null) return html;
  return html.replace(POST_FORM, (form) => `${form}<input type="hidden" name="${FORM_OWNER}" value="${owner}">`);
}

const SentOwner = z.looseObject({ [FORM_OWNER]: z.string().regex(/^[\w-]{22}$/) });

/** The tag of who was signed in when the page of this form was shown; null when nobody was, or when it is no tag. */
export function ownerOf({ body }: Request): string | null {
  const sent = SentOwner.safeParse(body ?? {});
  return sent.success ? (sent.data[FORM_OWNER] ?? null) : null;
}

export function isOwner(sealing: Sealing, { id, owner }: { id: string; owner: string }): boolean {
  return sealing.isTag('form-owner', id, owner);
}

/**
 * Throws a 409 when the form stood on somebody else's page: a tab left open, while another person signed in beside it. What
 * the first one typed must not be written in the name of the second.
 */
export function refuseFormOfAnother(sealing: Sealing, req: Request, id: string): void {
  const owner = req.method === 'POST' ? ownerOf(req) : null;
  if (owner !== null && !isOwner(sealing, { id, owner })) throw new Refusal(409);
}
