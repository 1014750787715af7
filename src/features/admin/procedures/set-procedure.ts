import type { App } from '../../../app.ts';
import { changeSettings } from '../../procedures/settings/change-settings.ts';
import type { ProcedureSettings } from '../../procedures/settings/procedure-settings.ts';
import type { StaffActor } from '../../staff/signed-in-staff.ts';
import { staffAct } from '../../staff/staff-act.ts';

type Setting = {
  slug: string;
  /** The revision that the form was shown with: 0 before the first change. */
  seen: number;
  settings: ProcedureSettings;
  reason: string;
  by: StaffActor;
};

/**
 * Stores the settings of a démarche that an administrator chose as the next revision, then reads it into this process;
 * the others see it within seconds. Returns false when somebody else changed the démarche since the form was shown.
 */
export async function setProcedure(
  app: Pick<App, 'db' | 'state'>,
  { slug, seen, settings, reason, by }: Setting,
): Promise<boolean> {
  const revision = seen + 1;
  const done = await staffAct(app, by, {
    // The key of the table lets one of two changes pass: nothing else has to wait.
    lock: async () => slug,
    async act(tx) {
      const change = { slug, revision, settings, reason, staffMemberId: by.id };
      if (!(await changeSettings(tx, change))) return null;
      return { name: 'procedure-changed', details: { slug, revision, reason } };
    },
  });
  if (done) await app.state.settings?.check();
  return done;
}
