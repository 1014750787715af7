import type { App } from '../../../app.ts';
import { tryJobAgain } from '../../../platform/job-runner/held-jobs.ts';
import { listJobsWaitingForServer, updateForgottenDeliveries } from './mail-deliveries.repository.ts';
import { deleteMailServerAbsence, findSecondsWithoutMailServer } from './mail-server-absence.repository.ts';

/**
 * Says of mails whose job is gone, or is tried no more, what became of them. While the mail server is away, sends one of
 * the mails that wait, as nothing else tells that it is back: the pauses between tries grow to hours.
 */
export async function settleMails({ db }: Pick<App, 'db'>): Promise<void> {
  await db.transaction(async (tx) => {
    await updateForgottenDeliveries(tx);
    if ((await findSecondsWithoutMailServer(tx)) === 0) return;
    const [first] = await listJobsWaitingForServer(tx);
    if (first === undefined) await deleteMailServerAbsence(tx);
    else await tryJobAgain(tx, first);
  });
}
