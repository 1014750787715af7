import { z } from 'zod';

/** What citizen or commune wrote about a submission. Who wrote is named as today; all are null for a guest. */
export const SubmissionMessage = z.strictObject({
  id: z.uuid(),
  sentAt: z.date(),
  text: z.string(),
  citizenId: z.uuid().nullable(),
  firstName: z.string().nullable(),
  lastName: z.string().nullable(),
  staffMemberId: z.uuid().nullable(),
  staffFirstName: z.string().nullable(),
  staffLastName: z.string().nullable(),
});
export type SubmissionMessage = z.infer<typeof SubmissionMessage>;

/** A message as its form brings it: `id` was made with the form, so that two presses of one button are one message. */
export type WrittenMessage = { id: string; text: string };
/** Who writes: a citizen, a member of the staff, or nobody known for a guest. */
export type Sender = { citizenId: string | null; staffMemberId: string | null };
