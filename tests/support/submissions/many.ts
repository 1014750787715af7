/** Makes references as the portal makes those of a year, so that the pages of these requests open. */
const reference = (n: string): string => `submission_reference(timestamptz '2050-06-01', ${n})`;
/** Numbers as they are kept, with the check that the portal asks for, of a series that no enterprise has. */
export const enterpriseNumber = (n: string): string => `(1998000000 + ${n} * 100 + 97 - (19980000 + ${n}) % 97)::text`;
/** A share between 0 and 1 that looks drawn by lot, and is the same each time. */
const drawn = (n: string, lot: number): string =>
  `((hashint4(${n} * 3 + ${lot})::bigint + 2147483648) / 4294967296.0)::float8`;
const agentId = (n: string): string =>
  `overlay(overlay(md5('agent' || ${n}) placing '4' from 13) placing '8' from 17)::uuid`;

/**
 * SQL that files many submissions, skewed as in life: few démarches make most of them, nine of ten are closed, one in five
 * is of an organisation, and a handful of colleagues have most of what is open. Names as one hears them in Schaerbeek.
 */
export const manySubmissions = (many: number): string => `
  insert into staff_members (id, email, first_name, last_name, roles, language)
    select ${agentId('n')}, 'agent' || n || '@exemple.be', 'Nadia', 'Nys', '{agent}'::text[], 'fr' from generate_series(1, 40) n;
  insert into organisations (enterprise_number, kind, name, vat_liable)
    select ${enterpriseNumber('n')}, case when n % 3 = 0 then 'association' else 'enterprise' end,
      (array['Brasserie', 'Boulangerie', 'Garage', 'Les Amis de'])[n % 4 + 1] || ' ' || n, true from generate_series(1, 5000) n;
  insert into submissions (id, reference, slug, version, first_name, last_name, enterprise_number, organisation_name, answers,
      status, language, filed_at, changed_at, due_on, assignee_id, closed_at, department)
    select gen_random_uuid(), ${reference('n')}, slug, version, first_name, last_name,
      enterprise_number, case when enterprise_number is not null then 'Organisation ' || n end,
      jsonb_build_object('remark', street || ' ' || n % 200 || ', ' || remark), status, 'fr', filed_at, filed_at,
      (filed_at + interval '30 days')::date,
      case when n % 3 <> 0 then ${agentId(`1 + (40 * power(${drawn('n', 0)}, 3))::int % 40`)} end,
      case when status = 'closed' then filed_at + interval '20 days' end,
      department
    from (
      select n, now() - n * (interval '2 years' / ${many}) as filed_at,
        (1 + 23 * power(${drawn('n', 1)}, 3))::int as procedure,
        case when ${drawn('n', 2)} < 0.9 then 'closed'
          else (array['submitted', 'in-progress', 'to-complete', 'awaiting-payment', 'accepted'])[1 + n % 5] end as status,
        (array['Lucie', 'Jan', 'Ayşe', 'Mehmet', 'Fatima', 'Youssef', 'Joëlle', 'Pieter', 'Nour', 'Zeynep'])
          [1 + n % 10] as first_name,
        (array['Lambert', 'Peeters', 'Yıldız', 'Çelik', 'El Amrani', 'Benali', 'd’Hondt', 'Van den Broeck', 'Öztürk', 'Dubois',
          'Janssens', 'Haddad', 'Bouazza'])[1 + n % 13] as last_name,
        case when n % 5 = 0 then ${enterpriseNumber('(1 + n % 5000)')} end as enterprise_number,
        (array['rue Josaphat', 'avenue Louis Bertrand', 'chaussée de Haecht', 'Rogierlaan', 'place Colignon'])[1 + n % 5] as street,
        (array['fête de rue', 'verhuis', 'terrasse', 'benne', 'brocante', 'opening van de zaak'])[1 + n % 6] as remark
      from generate_series(1, ${many}) n
    ) filed
    join (
      select slug, version, department, row_number() over (order by slug) as place, count(*) over () as total from (
        select distinct on (slug) slug, version, definition ->> 'department' as department from procedure_versions
        where definition ? 'steps' order by slug, version desc) latest
    ) procedures on place = 1 + procedure % total
    on conflict do nothing;
  vacuum analyze`;
