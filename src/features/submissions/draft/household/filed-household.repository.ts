import { z } from 'zod';
import { type Db, sql } from '../../../../platform/database.ts';
import { KeptAnswers } from '../draft.ts';
import type { HouseholdBlock } from './household-blocks.ts';

const FiledHousehold = z.strictObject({
  slug: z.string(),
  version: z.number().int(),
  /** The block that holds the people. */
  block: z.string(),
  answers: KeptAnswers,
  filedAt: z.date(),
});
export type FiledHousehold = z.infer<typeof FiledHousehold>;

/** Returns the newest request that a citizen filed for themselves in which one of these blocks has people. */
export function findFiledHousehold(
  db: Db,
  { citizenId, blocks }: { citizenId: string; blocks: readonly HouseholdBlock[] },
): Promise<FiledHousehold | null> {
  return db.maybe(
    FiledHousehold,
    sql`
    select slug, version, block, answers, filed_at as "filedAt"
    from submissions
    join unnest(${blocks.map(({ slug }) => slug)}::text[], ${blocks.map(({ block }) => block)}::text[])
      as blocks (slug, block) using (slug)
    where citizen_id = ${citizenId} and enterprise_number is null and destroyed_at is null and answers ? block
    order by filed_at desc, id desc limit 1`,
  );
}
