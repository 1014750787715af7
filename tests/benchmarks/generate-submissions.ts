import { fillDatabase } from '../support/database.ts';
import { manySubmissions } from '../support/submissions/many.ts';

/**
 * Files many submissions in a migrated database whose démarches are there: `DATABASE_URL=… node
 * tests/benchmarks/generate-submissions.ts 1000000`. Half a minute for a hundred thousand.
 */
const url = process.env['DATABASE_URL'];
const many = Number(process.argv[2] ?? 1_000);
if (url === undefined || !Number.isInteger(many) || many < 1) {
  throw new Error('usage: DATABASE_URL=postgresql://… node tests/benchmarks/generate-submissions.ts 1000');
}
for (const statement of manySubmissions(many).split(/;\n/)) await fillDatabase(url, statement);
