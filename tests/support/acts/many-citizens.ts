import {
  listCitizensByEmail,
  listCitizensByName,
  listCitizensByNumber,
} from '../../../src/features/helpdesk/search/found-citizens.repository.ts';
import { readSearch } from '../../../src/features/helpdesk/search/read-search.ts';
import type { Database } from '../../../src/platform/database.ts';
import { enterpriseNumber } from '../submissions/many.ts';

/**
 * SQL that creates many citizens: one in six has one of the names that a whole street has, the others names that few
 * share. One in ten acts for an organisation, with a telephone.
 */
export const manyCitizens = (many: number): string => `
  insert into organisations (enterprise_number, kind, name, vat_liable)
    select ${enterpriseNumber('n')}, 'enterprise', 'Brasserie ' || n, true from generate_series(1, 1000) n
    on conflict do nothing;
  insert into citizens (email, password_hash, first_name, last_name, language, email_confirmed_at)
    select 'citizen' || n || '@exemple.be', 'x',
      (array['Lucie', 'Jan', 'Ayşe', 'Mehmet', 'Fatima', 'Youssef', 'Joëlle', 'Jean-Pierre', 'Nour', 'Zeynep'])[1 + n % 10],
      case when n % 6 = 0
        then (array['Lambert', 'Peeters', 'Yıldız', 'El Amrani', 'd’Hondt', 'Van den Broeck', 'Janssens'])[1 + n / 6 % 7]
        else initcap(translate(substr(md5((n % 40000)::text), 1, 7), '0123456789', 'aeiourstln')) end,
      'fr', now()
    from generate_series(1, ${many}) n;
  insert into memberships (enterprise_number, citizen_id, role, job_title, preferred_language, email, mobile)
    select ${enterpriseNumber('(1 + n % 1000)')}, id, 'member', 'staff-member', 'fr', email,
      '+32470' || lpad(n::text, 6, '0')
    from (select id, email, row_number() over (order by email) as n from citizens where email like 'citizen%0@exemple.be') people;
  vacuum analyze`;

/** Searches of the helpdesk, of every kind and of every frequency. */
export const SOUGHT = [
  'citizen777@exemple.be',
  'Lambert',
  'lambert lucie',
  'Van den Broeck Jean-Pierre',
  'dhondt',
  'yildi',
  'Nobody Atall',
  '0470 00 07 77',
  '1998.076.670',
  '50-0000500-65',
] as const;

/** Looks somebody up as the page does, without quota and audit. */
export function findPeople(db: Database, typed: string): Promise<string[]> {
  const reading = readSearch(typed);
  if (!reading.ok) throw new Error(`${typed}: ${reading.problem}`);
  const { sought } = reading;
  if (sought.by === 'email') return listCitizensByEmail(db, sought.email);
  if (sought.by === 'number') return listCitizensByNumber(db, sought.number, 21);
  return db.transaction((tx) => listCitizensByName(tx, sought.name, 21));
}
