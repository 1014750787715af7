import type { Request } from 'express';
import { z } from 'zod';
import type { Sealing } from '../../platform/sealing.ts';
import { Refusal } from '../pipeline/refusals.ts';

declare module '../../platform/sealing.ts' {
  interface SealPurposes {
    'form-owner': true;
  }
}

/** The name of the hidden field that says whose page a form was on. Its value is a tag, which does not reveal the person. */
export const FORM_OWNER = 'formOwner';
const POST_FORM = /<form\b[^>]*\bmethod="post"[^>]*>/g;

export const ownerTag = (sealing: Sealing, id: string): string => sealing.tag('form-owner', id);

/**
 * Adds the owner's hidden field to every form of a finished page, so that no template can forget it. Text typed by
 * people cannot match the pattern, as its tags are escaped.
 */
export function markForms(html: string, owner: string | null): string {
  if (owner === null) return html;
  return html.replace(POST_FORM, (form) => `${form}<input type="hidden" name="${FORM_OWNER}" value="${owner}">`);
}

const SentOwner = z.looseObject({ [FORM_OWNER]: z.string().regex(/^[\w-]{22}$/) });

/**
 * Returns the tag of the person who was signed in when the page of this form was shown. Returns null when nobody was
 * signed in, and when the field does not hold a tag.
 */
export function ownerOf({ body }: Request): string | null {
  const sent = SentOwner.safeParse(body ?? {});
  return sent.success ? (sent.data[FORM_OWNER] ?? null) : null;
}

export function isOwner(sealing: Sealing, { id, owner }: { id: string; owner: string }): boolean {
  return sealing.isTag('form-owner', id, owner);
}

/**
 * Throws a 409 when the form was on the page of another person than the one with this id. That happens in a tab left
 * open while somebody else signs in: what the first person typed must not be saved in the name of the second.
 */
export function refuseFormOfAnother(sealing: Sealing, req: Request, id: string): void {
  const owner = req.method === 'POST' ? ownerOf(req) : null;
  if (owner !== null && !isOwner(sealing, { id, owner })) throw new Refusal(409);
}
