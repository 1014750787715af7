import { it } from 'node:test';
import { forgetOldAccountData } from '../../src/features/accounts/forget-old-account-data.ts';
import type { Database } from '../../src/platform/database.ts';
import { createTestDatabase } from '../support/database.ts';

// `node tests/support/run.ts tests/benchmarks/purge.ts`: the same number of accounts deleted among few and among many. Prints, asserts nothing.
const DELETED = 86;
const [FEW, MANY] = [2_000, 200_000] as const;

/** So many accounts, each with a draft, a form that was interrupted, an invitation it sent and a sign-in. */
async function fill(db: Database, accounts: number): Promise<void> {
  await db.pool.query(`
    set statement_timeout = 0;
    insert into citizens (id, email, password_hash, first_name, last_name, language, email_confirmed_at, created_at)
      select md5('c' || n)::uuid, 'c' || n || '@exemple.be', 'x', 'Lucie', 'Lambert', 'fr',
        case when n > ${DELETED} then now() end, now() - interval '8 days' from generate_series(1, ${accounts}) n;
    insert into organisations (enterprise_number, kind, name, vat_liable)
      select '0' || lpad(n::text, 9, '0'), 'enterprise', 'Organisation ' || n, true from generate_series(1, ${accounts}) n;
    insert into sign_ins (citizen_id, network, browser)
      select md5('c' || n)::uuid, '', '' from generate_series(1, ${accounts}) n;
    insert into interrupted_forms (citizen_id, path, fields)
      select md5('c' || n)::uuid, '/fr', '{}' from generate_series(1, ${accounts}) n;
    insert into profile_drafts (citizen_id, enterprise_number, answers, completed_at)
      select md5('c' || n)::uuid, '0' || lpad(n::text, 9, '0'), '{}', now() from generate_series(1, ${accounts}) n;
    insert into invitations (enterprise_number, email, role, language, invited_by)
      select '0' || lpad(n::text, 9, '0'), 'i' || n || '@exemple.be', 'member', 'fr', md5('c' || n)::uuid
      from generate_series(1, ${accounts}) n;
    analyze`);
}

async function purgeAmong(accounts: number): Promise<number> {
  const { db } = await createTestDatabase();
  await fill(db, accounts);
  const begun = performance.now();
  await forgetOldAccountData({ db });
  return performance.now() - begun;
}

it('a purge', async () => {
  const few = await purgeAmong(FEW);
  const many = await purgeAmong(MANY);
  const said = (ms: number, accounts: number) => `${DELETED} of ${accounts}: ${ms.toFixed(0)} ms`;
  process.stdout.write(`${said(few, FEW)}, ${said(many, MANY)}; ratio ${(many / few).toFixed(1)}\n`);
});
