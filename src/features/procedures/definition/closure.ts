import { z } from 'zod';
import { LocalizedText } from '../../../domain/localized-text.ts';

/** Days on which a démarche is closed, both included; without `to`, until somebody opens it again. */
export const Closure = z
  .strictObject({ from: z.iso.date(), to: z.iso.date().optional(), text: LocalizedText.optional() })
  .refine(({ from, to }) => to === undefined || to >= from, {
    error: '`to` is before `from`: exchange them',
    path: ['to'],
  });
export type Closure = z.infer<typeof Closure>;

/** How one reaches the department about a démarche, where that is not how one reaches the commune. */
export const Contact = z.strictObject({
  /** Where the desk is, and when it is open. */
  desk: LocalizedText.optional(),
  /** Where to write by post. */
  post: LocalizedText.optional(),
  /** As people read it. */
  phone: z.string().optional(),
  email: z.email().optional(),
});
export type Contact = z.infer<typeof Contact>;
