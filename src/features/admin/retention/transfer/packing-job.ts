import { z } from 'zod';
import type { NewJob } from '../../../../platform/jobs.ts';

export const RunToPack = z.object({ id: z.uuid() });

/** Packs what one run transfers. By its key the hourly job sees whether it is still there. */
export const packingJob = (id: string): NewJob => ({
  name: 'pack-transfer',
  payload: { id },
  key: `pack-transfer-${id}`,
});
