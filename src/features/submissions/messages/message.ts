import { z } from 'zod';
import { NamedActor, type Writer } from '../handling/submission-actor.ts';

const MessageRow = z.strictObject({
  id: z.uuid(),
  sentAt: z.date(),
  text: z.string(),
  by: NamedActor.nullable(),
});
/** A message of the citizen or the commune. The portal writes none, so a row that names nobody is a guest's. */
export const SubmissionMessage = MessageRow.transform(({ by, ...message }) => ({
  ...message,
  by: by ?? ({ kind: 'guest' } as const satisfies Writer),
}));
export type SubmissionMessage = z.output<typeof SubmissionMessage>;

/** A message as its form brings it: `id` was made with the form, so that two presses of one button are one message. */
export type WrittenMessage = { id: string; text: string };
