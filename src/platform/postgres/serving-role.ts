import type pg from 'pg';

const LOCK = 7_103_002;
const SCHEMAS = ['public', 'graphile_worker'];
/** Only the migrations write these tables; the role that serves may read which migrations have run. */
const READ_ONLY = ['migrations'];

type Role = { name: string; password: string };

/** The role that serves does not exist, and the owner may not create it. */
export class ServingRoleMissingError extends Error {
  readonly role: string;
  constructor(role: string) {
    super(`the role ${role} does not exist`);
    this.role = role;
  }
}

/** Returns the role of an address such as `postgresql://portal_serving:…@db/portal`. */
export function roleOf(url: string): Role {
  const { username, password } = new URL(url);
  return { name: decodeURIComponent(username), password: decodeURIComponent(password) };
}

/**
 * Gives the role that serves the rows of the tables, and nothing else: it can neither change a table nor switch a
 * trigger off. What a trigger of the table refuses is not granted either, so that the rows of the audit log are only
 * inserted and read. `owner` is a pool of the role that owns the tables. The role is created where it is missing;
 * throws ServingRoleMissingError when the owner may not.
 */
export async function grantToServingRole(owner: pg.Pool, role: Role): Promise<void> {
  const client = await owner.connect();
  try {
    await client.query('begin; set local statement_timeout = 0; set local lock_timeout = 0');
    await client.query('select pg_advisory_xact_lock($1)', [LOCK]);
    await createMissingRole(client, role);
    for (const schema of SCHEMAS) await client.query(`grant usage on schema ${schema} to ${quoted(client, role)}`);
    const missing = [...(await differences(client, role)), ...(await missingPolicies(client, role))];
    for (const statement of missing) await client.query(statement);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw error;
  } finally {
    client.release();
  }
}

const quoted = (client: pg.PoolClient, { name }: Role) => client.escapeIdentifier(name);

async function createMissingRole(client: pg.PoolClient, role: Role): Promise<void> {
  const { rowCount } = await client.query('select from pg_roles where rolname = $1', [role.name]);
  if (rowCount === 1) return;
  const { rows } = await client.query<{ may: boolean }>(
    'select rolcreaterole or rolsuper as may from pg_roles where rolname = current_user',
  );
  if (rows[0]?.may !== true) throw new ServingRoleMissingError(role.name);
  await client.query(`create role ${quoted(client, role)} login password ${client.escapeLiteral(role.password)}`);
}

/**
 * Compares what the role may do to each table, view and sequence with what it should, from the catalogue of Postgres,
 * and returns the grants and revocations that are missing. The bits of `tgtype` are those of pg_trigger.h: 8 for
 * delete, 16 for update.
 */
async function differences(client: pg.PoolClient, { name }: Role): Promise<string[]> {
  const { rows } = await client.query<{ statement: string }>(
    `with relations as (
       select c.oid, c.relkind, n.nspname, c.relname,
         coalesce(bit_or(t.tgtype) filter (where f.proname like 'refuse\\_change\\_of\\_%'), 0) as refused
       from pg_class c
       join pg_namespace n on n.oid = c.relnamespace
       left join pg_trigger t on t.tgrelid = c.oid and not t.tgisinternal
       left join pg_proc f on f.oid = t.tgfoid
       where n.nspname = any($2) and c.relkind in ('r', 'p', 'v', 'S')
       group by c.oid, c.relkind, n.nspname, c.relname
     ), rights as (
       select relations.*, kind.wanted_of, kind.privilege,
         case
           when relkind = 'S' then privilege in ('usage', 'select', 'update')
           when privilege = 'select' then true
           when relkind = 'v' or relname = any($3) then false
           when privilege = 'update' then refused & 16 = 0
           when privilege = 'delete' then refused & 8 = 0
           else privilege = 'insert'
         end as wanted
       from relations
       join (values ('table', 'select'), ('table', 'insert'), ('table', 'update'), ('table', 'delete'),
         ('table', 'truncate'), ('sequence', 'usage'), ('sequence', 'select'), ('sequence', 'update'))
         as kind (wanted_of, privilege) on (kind.wanted_of = 'sequence') = (relkind = 'S')
     )
     select format(case when wanted then 'grant %s on %s %I.%I to %I' else 'revoke %s on %s %I.%I from %I' end,
       privilege, wanted_of, nspname, relname, $1::text) as statement
     from rights
     where wanted is distinct from case
       when relkind = 'S' then has_sequence_privilege($1::name, oid, privilege)
       else has_table_privilege($1::name, oid, privilege)
     end
     order by nspname, relname, privilege`,
    [name, SCHEMAS, READ_ONLY],
  );
  return rows.map(({ statement }) => statement);
}

/**
 * Returns the policies that are missing. graphile-worker switches row security on for its tables, so that a role sees
 * none of their rows without one.
 */
async function missingPolicies(client: pg.PoolClient, { name }: Role): Promise<string[]> {
  const { rows } = await client.query<{ statement: string }>(
    `select format('create policy %I on %I.%I to %I using (true) with check (true)', 'serves_' || $1::text, n.nspname,
       c.relname, $1::text) as statement
     from pg_class c
     join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = any($2) and c.relrowsecurity and not exists (
       select from pg_policy p where p.polrelid = c.oid and (select oid from pg_roles where rolname = $1) = any(p.polroles))
     order by n.nspname, c.relname`,
    [name, SCHEMAS],
  );
  return rows.map(({ statement }) => statement);
}
