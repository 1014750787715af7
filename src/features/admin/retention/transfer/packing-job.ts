import { z } from 'zod';
import type { NewJob } from '../../../../platform/jobs.ts';

export const RunToPack = z.object({ id: z.uuid() });

/** Returns the job that packs one run. Its key lets the hourly job see whether it is still queued. */
export const packingJob = (id: string): NewJob => ({
  name: 'pack-transfer',
  payload: { id },
  key: `pack-transfer-${id}`,
});
