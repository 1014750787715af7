import { NotFound } from '../../../domain/not-found.ts';
import { fullName } from '../../../domain/person-name.ts';
import type { Db } from '../../../platform/database.ts';
import type { StaffActor } from '../../staff/signed-in-staff.ts';
import { findStaffName } from '../../staff/staff-members.repository.ts';

/** Returns the name that the person who acts has today, as the certificate keeps it for ever. */
export async function actingName(db: Db, { id }: StaffActor): Promise<string> {
  const name = await findStaffName(db, id);
  if (name === null) throw new NotFound();
  return fullName(name);
}
