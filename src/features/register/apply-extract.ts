import type { Transaction } from '../../platform/database.ts';
import type { Progress } from '../../platform/files/progress.ts';
import {
  deleteEnterprisesListed,
  deleteEnterprisesNotStaged,
  deleteNamesListed,
  deleteNamesNotStaged,
  deleteStagedOrphanNames,
  deleteStagedRepeats,
  insertStagedEnterprises,
  insertStagedNames,
  updateEnterprisesStaged,
  updateRegisterStatistics,
  updateStagedStatistics,
} from './staged-register.repository.ts';

/**
 * Counts of rows of the register. `enterprisesWritten` are new or changed; names of unknown enterprises and repeated
 * rows are left out.
 */
export type Changes = {
  enterprisesWritten: number;
  enterprisesDeleted: number;
  namesWritten: number;
  namesDeleted: number;
  namesOfUnknownEnterprises: number;
  repeatedEnterprises: number;
};

/** Makes the register equal to the staged rows. It writes only the differences, so that readers never wait. */
export function applyFullExtract(tx: Transaction, progress: Progress): Promise<Changes> {
  return apply(tx, progress, { deleteEnterprises: deleteEnterprisesNotStaged, deleteNames: deleteNamesNotStaged });
}

/** Deletes what the extract lists as deleted, then adds the staged rows. */
export function applyUpdateExtract(tx: Transaction, progress: Progress): Promise<Changes> {
  return apply(tx, progress, { deleteEnterprises: deleteEnterprisesListed, deleteNames: deleteNamesListed });
}

type Deletions = Record<'deleteEnterprises' | 'deleteNames', (tx: Transaction) => Promise<number>>;

async function apply(tx: Transaction, progress: Progress, deletions: Deletions): Promise<Changes> {
  const step = progress.step('comparing, writing', STEPS);
  let done = 0;
  const after = async <T>(work: Promise<T>): Promise<T> => {
    const result = await work;
    done += 1;
    step.advance({ done, rows: 0 });
    return result;
  };
  await after(updateStagedStatistics(tx));
  const repeatedEnterprises = await after(deleteStagedRepeats(tx));
  const enterprisesDeleted = await after(deletions.deleteEnterprises(tx));
  const enterprisesChanged = await after(updateEnterprisesStaged(tx));
  const enterprisesWritten = enterprisesChanged + (await after(insertStagedEnterprises(tx)));
  const namesOfUnknownEnterprises = await after(deleteStagedOrphanNames(tx));
  const namesDeleted = await after(deletions.deleteNames(tx));
  const namesWritten = await after(insertStagedNames(tx));
  await after(updateRegisterStatistics(tx));
  step.end();
  const enterprises = { enterprisesWritten, enterprisesDeleted, repeatedEnterprises };
  return { ...enterprises, namesWritten, namesDeleted, namesOfUnknownEnterprises };
}

const STEPS = 9;
