import { z } from 'zod';
import { jobTitles } from '../../../domain/job-titles.ts';
import { says } from '../../../web/form/parse.ts';

export const JobTitleFields = z.object({
  jobTitle: z.enum(jobTitles, { error: says('profiles:error.jobTitle.missing') }),
});
