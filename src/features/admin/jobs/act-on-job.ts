import type { App } from '../../../app.ts';
import { dropMail } from '../../notifications/deliveries/drop-mail.ts';
import type { StaffActor } from '../../staff/signed-in-staff.ts';
import { staffAct } from '../../staff/staff-act.ts';
import { deleteQueuedJob, lockQueuedJob, type QueuedJob, updateJobDue } from './queued-jobs.repository.ts';

type JobAct = { id: string; act: 'retry' | 'drop'; reason: string; by: StaffActor };

/**
 * Makes a job due now, or takes it out of the queue: its mail, where it has one, is then told as stopped by the commune.
 * Returns false, and changes nothing, when it is done or under way.
 */
export function actOnJob(app: Pick<App, 'db'>, { id, act, reason, by }: JobAct): Promise<boolean> {
  return staffAct<QueuedJob>(app, by, {
    lock: (tx) => lockQueuedJob(tx, id),
    async act(tx, job) {
      const details = { job: id, task: job.task, reason };
      if (act === 'retry') {
        await updateJobDue(tx, job);
        return { name: 'job-retried', details };
      }
      await dropMail(tx, id);
      await deleteQueuedJob(tx, job);
      return { name: 'job-dropped', details };
    },
  });
}
