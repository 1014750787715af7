import type { App } from '../../../app.ts';
import type { CommuneSettings } from '../../../domain/commune.ts';
import type { Transaction } from '../../../platform/database.ts';
import { changeCommune } from '../../commune/change-commune.ts';
import type { StaffActor } from '../../staff/signed-in-staff.ts';
import { staffAct } from '../../staff/staff-act.ts';
import { listAdministrators } from '../../staff/staff-members.repository.ts';
import { queueAccountChange } from './account-change.ts';
import { changedSettings } from './typed-commune.ts';

type Setting = {
  /** The revision that the form was shown with: 0 before the first change. */
  seen: number;
  /** The settings that were in force at that revision. */
  before: CommuneSettings;
  settings: CommuneSettings;
  reason: string;
  by: StaffActor;
};

/**
 * Stores the settings that an administrator chose as the next revision, then reads it into this process; the others see
 * it within seconds. Where the bank account is another one, the other administrators are told. Returns false when
 * somebody else changed the settings since the form was shown.
 */
export async function setCommune(app: Pick<App, 'clock' | 'db' | 'state'>, setting: Setting): Promise<boolean> {
  const { seen, before, settings, reason, by } = setting;
  const revision = seen + 1;
  const changed = changedSettings(before, settings);
  const done = await staffAct(app, by, {
    // The key of the table lets one of two changes pass: nothing else has to wait.
    lock: async () => revision,
    async act(tx) {
      if (!(await changeCommune(tx, { revision, settings, reason, staffMemberId: by.id }))) return null;
      if (changed.includes('account')) await tellOthers(tx, setting, app.clock.now());
      return { name: 'commune-changed', details: { revision, changed, reason } };
    },
  });
  if (done) await app.state.settings?.check();
  return done;
}

/** Tells the other administrators, or, when there is none, the former mailbox of the commune. */
async function tellOthers(tx: Transaction, { before, settings, by }: Setting, now: Date): Promise<void> {
  const others = await listAdministrators(tx, { but: by.id });
  const told = others.length > 0 ? others : [{ email: before.email, language: 'fr' as const }];
  const [old, another] = [before, settings].map(({ account }) => account.iban.slice(-4));
  const change = { staffMemberId: by.id, at: now.toISOString(), before: old ?? '', after: another ?? '' };
  for (const address of told) await queueAccountChange(tx, { ...change, ...address });
}
