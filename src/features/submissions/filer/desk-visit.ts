import { z } from 'zod';
import { CHANNELS } from '../submission.ts';

/** A démarche that an agent enters for somebody. `citizenId` is of the person's account, null without one. */
export const DeskVisit = z.strictObject({
  /** Under which the draft is kept: the visit, or the citizen or guest who began it. */
  ownerId: z.uuid(),
  citizenId: z.uuid().nullable(),
  channel: z.enum(CHANNELS).exclude(['online']),
});
export type DeskVisit = z.infer<typeof DeskVisit>;
export type DeskChannel = DeskVisit['channel'];
