import type { App } from '../../../app.ts';
import { type Database, isDatabaseUnavailable } from '../../../platform/database.ts';
import type { StaffActor } from '../../staff/signed-in-staff.ts';
import { staffOpening } from '../../staff/staff-opening.ts';
import {
  findReferenceUsed,
  listCitizensByEmail,
  listCitizensByName,
  listCitizensByNumber,
} from './found-citizens.repository.ts';
import { insertHelpdeskSearch } from './helpdesk-searches.repository.ts';
import { readSearch, type SearchProblem, type Sought } from './read-search.ts';

declare module '../../../platform/sealing.ts' {
  interface SealPurposes {
    'helpdesk-search': true;
  }
}

const SHOWN_AT_MOST = 20;

type Asked = { typed: string; by: StaffActor };
/** `common`: so many people have the name that finding them would take too long. */
export type Searched = { ok: true; id: string } | { ok: false; problem: SearchProblem | 'common' };

/**
 * Finds people for the helpdesk and keeps the search for an hour. The audit log gets who was found, so that an auditor
 * sees whose account was looked for without a reason, and a keyed tag of what was typed in place of the words: the same
 * search is recognised, and names that belong to no account do not pile up in a log that is never emptied.
 */
export async function searchCitizens(
  app: Pick<App, 'db' | 'sealing'>,
  { typed, by: reader }: Asked,
): Promise<Searched> {
  const reading = readSearch(typed);
  if (!reading.ok) return reading;
  const { sought } = reading;
  if (await isNationalNumber(app.db, sought)) return { ok: false, problem: 'national' };
  const all = await findAll(app.db, sought);
  if (all === null) return { ok: false, problem: 'common' };
  const found = all.slice(0, SHOWN_AT_MOST);
  const { by, text } = sought;
  const more = all.length > SHOWN_AT_MOST;
  const search = { staffMemberId: reader.id, sought: text, by, found, more };
  const typedTag = app.sealing.tag('helpdesk-search', text.toLowerCase());
  const id = await staffOpening(app, reader, {
    find: (tx) => insertHelpdeskSearch(tx, search),
    event: () => ({ name: 'citizens-searched', details: { by, typed: typedTag, found, more } }),
  });
  return { ok: true, id };
}

/** A reference may look like a national number: the number counts as one unless a request has that reference. */
async function isNationalNumber(db: Database, sought: Sought): Promise<boolean> {
  if (sought.by !== 'number' || !sought.number.national) return false;
  const { reference } = sought.number;
  return reference === null || !(await findReferenceUsed(db, reference));
}

/** Returns one person more than are shown when there are more, or null when Postgres cancelled the statement. */
async function findAll(db: Database, sought: Sought): Promise<string[] | null> {
  switch (sought.by) {
    case 'email':
      return listCitizensByEmail(db, sought.email);
    case 'number':
      return listCitizensByNumber(db, sought.number, SHOWN_AT_MOST + 1);
    case 'name':
      try {
        return await db.transaction((tx) => listCitizensByName(tx, sought.name, SHOWN_AT_MOST + 1));
      } catch (error) {
        if (isDatabaseUnavailable(error) && error instanceof Error && 'code' in error && error.code === '57014') {
          return null;
        }
        throw error;
      }
  }
}
