import { z } from 'zod';
import { type Db, sql } from '../../../platform/database.ts';

const count = z.coerce.number();
const MailCounts = z.strictObject({
  kind: z.string(),
  ...{ waiting: count, 'handed-over': count, refused: count, 'given-up': count, dropped: count },
});
export type MailCounts = z.output<typeof MailCounts>;

/** Counts the mails asked for in the last seven days, by kind and by what became of them. */
export function listMailCounts(db: Db): Promise<MailCounts[]> {
  return db.many(
    MailCounts,
    sql`
    select kind, count(*) filter (where state = 'waiting') as waiting,
      count(*) filter (where state = 'handed-over') as "handed-over",
      count(*) filter (where state = 'refused') as refused,
      count(*) filter (where state = 'given-up') as "given-up",
      count(*) filter (where state = 'dropped') as dropped
    from mail_deliveries where asked_at > now() - interval '7 days' group by kind order by kind`,
  );
}
