import { z } from 'zod';
import { jobTitles } from '../../../domain/job-titles.ts';
import { key } from '../../../web/form/form.ts';

export const JobTitleFields = z.object({
  jobTitle: z.enum(jobTitles, { error: key('profiles:error.jobTitle.missing') }),
});
