import { z } from 'zod';
import { key } from '../../web/form.ts';
import { jobTitles } from './job-titles.ts';

export const JobTitleFields = z.object({
  jobTitle: z.enum(jobTitles, { error: key('profiles:error.jobTitle.missing') }),
});
