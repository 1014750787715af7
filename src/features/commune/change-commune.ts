import type { Transaction } from '../../platform/database.ts';
import { insertCommuneChange, type NewCommuneChange } from './commune-changes.repository.ts';

/**
 * Stores the settings that an administrator chose for the commune, as its next revision. Returns false when `revision`
 * is not the next one because somebody else changed the settings meanwhile.
 */
export function changeCommune(tx: Transaction, change: NewCommuneChange): Promise<boolean> {
  return insertCommuneChange(tx, change);
}
