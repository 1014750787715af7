import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { visibleText } from '../../../domain/visible-text.ts';
import { type Form, says } from '../../../web/form/parse.ts';

export const MESSAGE_MAX = 5_000;

/** Several lines as a person sees them; may be empty. */
export const messageText = z
  .string({ error: says('submissions:messages.missing') })
  .refine((typed) => visibleText(typed) !== null, { error: says('web:field.unreadable') })
  .transform((typed) => visibleText(typed) ?? '')
  .refine((text) => [...text].length <= MESSAGE_MAX, {
    error: says('web:field.tooLong'),
    params: { max: MESSAGE_MAX },
  });

/** The id that the form made for its message. A form without one sends a message all the same. */
export const messageId = z.uuid().catch(() => randomUUID());

export const MessageFields = z.object({
  text: messageText.refine((text) => text !== '', { error: says('submissions:messages.missing') }),
  formToken: messageId,
});
export const MESSAGE_SHOWN = ['text', 'formToken'] as const;
export type MessageForm = Form<(typeof MESSAGE_SHOWN)[number]>;
