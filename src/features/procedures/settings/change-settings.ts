import type { Transaction } from '../../../platform/database.ts';
import { insertProcedureChange, type NewProcedureChange } from './procedure-changes.repository.ts';

/**
 * Sets what an administrator decides of a démarche, as its next revision. Returns false when `revision` is not the next
 * one: somebody else changed the démarche meanwhile.
 */
export function changeSettings(tx: Transaction, change: NewProcedureChange): Promise<boolean> {
  return insertProcedureChange(tx, change);
}
