import type { Request } from 'express';
import { z } from 'zod';
import { holdsNationalRegisterNumber } from '../../domain/numbers/national-number.ts';
import { isStorable } from '../../domain/visible-text.ts';
import type { Sealing } from '../../platform/sealing.ts';
import type { OwnPath } from '../pipeline/own-path.ts';
import { FORM_OWNER, isOwner, ownerOf } from './form-owner.ts';
import { rawFieldsOf } from './parse.ts';

declare module '../../platform/sealing.ts' {
  interface SealPurposes {
    'interrupted-form': true;
  }
}

const LIFE_SECONDS = 12 * 60 * 60;
const SECRET_FIELD = /password|captcha|^(?:code|credential|offer|factor)$/i;
const Value = z.union([z.string(), z.array(z.string())]);
/** The owner is the person on whose page the form was, as another person may sign in next on that tab. */
const SealedForm = z.strictObject({ owner: z.string(), path: z.string(), fields: z.record(z.string(), Value) });
/** The typed fields, and the page that shows them again. */
export type TypedForm = Pick<z.infer<typeof SealedForm>, 'path' | 'fields'>;

/**
 * Seals a form that was sent without a session, so that the sign-in page can hold it. It never holds a password or a
 * code. Returns an empty text when the form does not say whose page it was on.
 */
export function sealTypedForm(sealing: Sealing, req: Request, path: OwnPath): string {
  const owner = ownerOf(req);
  if (owner === null) return '';
  const kept = Object.entries(rawFieldsOf(req)).filter(([name, value]) => mayBeKept(name, [value].flat()));
  return sealing.seal('interrupted-form', { owner, path, fields: Object.fromEntries(kept) }, LIFE_SECONDS);
}

/** Returns null when the seal is not valid, or the form was on the page of another person than the one with this id. */
export function openTypedForm(sealing: Sealing, { sealed, id }: { sealed: string; id: string }): TypedForm | null {
  const form = sealing.unseal('interrupted-form', SealedForm, sealed);
  if (form === null || !isOwner(sealing, { id, owner: form.owner })) return null;
  return { path: form.path, fields: form.fields };
}

/**
 * Returns false for a secret, for a national register number (law of 8 August 1983) and for what Postgres cannot store.
 */
function mayBeKept(name: string, values: readonly string[]): boolean {
  if (name === FORM_OWNER || SECRET_FIELD.test(name)) return false;
  return values.every((value) => isStorable(value) && !holdsNationalRegisterNumber(value));
}
