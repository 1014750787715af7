import { z } from 'zod';
import { legalFormKeys, organisationKinds } from '../../../domain/legal-forms.ts';
import { EnterpriseNumber } from '../../../domain/numbers/enterprise-number.ts';

/** The answers given in the wizard so far. */
export const Answers = z.strictObject({
  begunAs: z.enum(organisationKinds),
  name: z.string().optional(),
  kind: z.enum(organisationKinds).optional(),
  vatLiable: z.boolean().optional(),
  legalForm: z.enum(legalFormKeys).nullable().optional(),
});
export type Answers = z.infer<typeof Answers>;

/** A profile that was begun. `completed` is true once « Créer » has made the profile. */
export const ProfileDraft = z.strictObject({
  id: z.uuid(),
  enterpriseNumber: EnterpriseNumber,
  answers: Answers,
  completed: z.boolean(),
});
export type ProfileDraft = z.infer<typeof ProfileDraft>;
