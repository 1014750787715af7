import { z } from 'zod';
import { LANGUAGES, type Language } from '../../../domain/language.ts';
import { LocalizedText } from '../../../domain/localized-text.ts';
import { EnterpriseNumber } from '../../../domain/numbers/enterprise-number.ts';
import type { Answers } from '../../procedures/definition/answers.ts';

const Simple = z.union([z.string(), z.number(), z.boolean(), z.array(z.string()), z.record(z.string(), z.string())]);
/** An item of a repeatable block may hold lists of choices and sealed numbers, but no other block. */
const Item = z.record(z.string(), Simple);
export const KeptAnswers: z.ZodType<Answers> = z.record(z.string(), z.union([Simple, z.array(Item)]));

/** A démarche begun and not yet filed. `enterpriseNumber` is that of the organisation one acts for, null for oneself. */
export const Draft = z.strictObject({
  id: z.uuid(),
  enterpriseNumber: EnterpriseNumber.nullable(),
  slug: z.string(),
  version: z.number().int(),
  answers: KeptAnswers,
  revision: z.number().int(),
  /** The revision that last wrote each step; a step that was never saved is missing. */
  stepRevisions: z.record(z.string(), z.number().int()),
  /** The revision that moved the draft to its present profile; 0 for the one it was begun with. */
  profileRevision: z.number().int(),
  language: z.enum(LANGUAGES),
  begunAt: z.date(),
  savedAt: z.date(),
});
export type Draft = z.infer<typeof Draft>;

/** A line of a list: what it is about, never what was answered. */
export const DraftInList = z.strictObject({
  id: z.uuid(),
  enterpriseNumber: EnterpriseNumber.nullable(),
  slug: z.string(),
  name: LocalizedText,
  savedAt: z.date(),
});
export type DraftInList = z.infer<typeof DraftInList>;

export type NewDraft = {
  /** Either of a citizen or of a guest, who has no account. */
  owner: { citizenId: string } | { guestId: string };
  enterpriseNumber: EnterpriseNumber | null;
  slug: string;
  version: number;
  language: Language;
  /** The first answers of the draft, without national numbers. It begins empty when they are left out. */
  answers?: Answers;
};
