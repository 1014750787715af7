import { randomUUID } from 'node:crypto';
import { z } from 'zod';

/** Reads the hidden field « form »: a form sent twice with one id acts once. Without an id it gets a new one. */
export const FormId = z.uuid().catch(() => randomUUID());

/** Returns the id with which a form is shown: a new one at first, then the one it was sent with. */
export const formIdOf = ({ values }: { values: { readonly form?: string } }): string => values.form || randomUUID();
