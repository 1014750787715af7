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

/** The contact of the department for a démarche, where it differs from that of the commune. */
export const Contact = z.strictObject({
  /** The place and the opening hours of the desk. */
  desk: LocalizedText.optional(),
  /** The postal address. */
  post: LocalizedText.optional(),
  /** The telephone number as pages print it. */
  phone: z.string().optional(),
  email: z.email().optional(),
});
export type Contact = z.infer<typeof Contact>;
