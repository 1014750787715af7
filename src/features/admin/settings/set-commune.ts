import type { App } from '../../../app.ts';
import type { CommuneSettings } from '../../../domain/commune.ts';
import { changeCommune } from '../../commune/change-commune.ts';
import type { StaffActor } from '../../staff/signed-in-staff.ts';
import { staffAct } from '../../staff/staff-act.ts';

type Setting = {
  /** The revision that the form was shown with: 0 before the first change. */
  seen: number;
  settings: CommuneSettings;
  /** The names of what is another one than before. */
  changed: readonly string[];
  reason: string;
  by: StaffActor;
};

/**
 * Sets what an administrator decides of the commune, as its next revision, then reads it into this process; the others
 * see it within seconds. Returns false when somebody else changed it since the form was shown.
 */
export async function setCommune(
  app: Pick<App, 'db' | 'state'>,
  { seen, settings, changed, reason, by }: Setting,
): Promise<boolean> {
  const revision = seen + 1;
  const done = await staffAct(app, by, {
    // The key of the table lets one of two changes pass: nothing else has to wait.
    lock: async () => revision,
    async act(tx) {
      if (!(await changeCommune(tx, { revision, settings, reason, staffMemberId: by.id }))) return null;
      return { name: 'commune-changed', details: { revision, changed, reason } };
    },
  });
  if (done) await app.state.settings?.check();
  return done;
}
