import { z } from 'zod';
import { EnterpriseNumber } from '../../../domain/enterprise-number.ts';
import { legalFormKeys, organisationKinds } from '../../../domain/legal-forms.ts';

/** What the wizard has been told so far. */
export const Answers = z.strictObject({
  begunAs: z.enum(organisationKinds),
  name: z.string().optional(),
  kind: z.enum(organisationKinds).optional(),
  vatLiable: z.boolean().optional(),
  legalForm: z.enum(legalFormKeys).nullable().optional(),
});
export type Answers = z.infer<typeof Answers>;

/** A profile begun; `completed` once « Créer » has made the profile of it. */
export const ProfileDraft = z.strictObject({
  id: z.uuid(),
  enterpriseNumber: EnterpriseNumber,
  answers: Answers,
  completed: z.boolean(),
});
export type ProfileDraft = z.infer<typeof ProfileDraft>;
