import type { Transaction } from '../../platform/database.ts';
import { insertCommuneChange, type NewCommuneChange } from './commune-changes.repository.ts';

/**
 * Sets what an administrator decides of the commune, as its next revision. Returns false when `revision` is not the next
 * one: somebody else changed the commune meanwhile.
 */
export function changeCommune(tx: Transaction, change: NewCommuneChange): Promise<boolean> {
  return insertCommuneChange(tx, change);
}
