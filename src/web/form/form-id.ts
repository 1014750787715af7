import { randomUUID } from 'node:crypto';
import { z } from 'zod';

/** The hidden field « form »: what is sent twice with one id is done once. A form that brings none is one by itself. */
export const FormId = z.uuid().catch(() => randomUUID());

/** Returns the id with which a form is shown: a new one at first, then the one it was sent with. */
export const formIdOf = ({ values }: { values: { readonly form?: string } }): string => values.form || randomUUID();
