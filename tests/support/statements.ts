import pg from 'pg';

export type Statement = { text: string };

/** Every statement this process sends to Postgres while `work` runs, less those of the job queue. */
export async function statementsDuring(work: () => Promise<unknown>): Promise<Statement[]> {
  const sent: Statement[] = [];
  const { query } = pg.Client.prototype;
  pg.Client.prototype.query = function record(this: pg.Client, ...parts: unknown[]) {
    const [first] = parts;
    const text = typeof first === 'string' ? first : ((first as { text?: string } | undefined)?.text ?? '');
    if (!/graphile_worker|^LISTEN|^UNLISTEN/i.test(text)) sent.push({ text });
    return Reflect.apply(query, this, parts);
  } as typeof query;
  try {
    await work();
  } finally {
    pg.Client.prototype.query = query;
  }
  return sent;
}
