import type { Request, Response } from 'express';
import type { App } from '../../../app.ts';
import type { CommuneSettings } from '../../../domain/commune.ts';
import { NotFound } from '../../../domain/not-found.ts';
import { fullName } from '../../../domain/person-name.ts';
import { type ErrorSummary, errorSummary, type TextArea } from '../../../web/form/fields.ts';
import { type Form, fieldsOf, firstForm, parseForm, withError } from '../../../web/form/parse.ts';
import { formatDateTime } from '../../../web/page/format.ts';
import { redirectWithNotice, type Shell } from '../../../web/page/shell.ts';
import { view } from '../../../web/page/view.ts';
import type { OwnPath } from '../../../web/pipeline/own-path.ts';
import { type CommuneChange, listCommuneChanges } from '../../commune/commune-changes.repository.ts';
import { staffActor } from '../../staff/signed-in-staff.ts';
import { firstRevision, revisionSeen } from '../submissions/revision-seen.ts';
import { setCommune } from './set-commune.ts';
import { type SettingsGroup, settingsGroups, settingsReason } from './settings-controls.ts';
import { CommuneFields, SHOWN, type TypedCommune } from './settings-fields.ts';
import { changedSettings, communeOfTyped, fieldsOfCommune } from './typed-commune.ts';

const MOST_CHANGES = 100;

/** One line of the history, the newest first; the last line is what the environment gave. */
type SettingsRow = { title: string; by: string; changed: string; reason: string | null; again: OwnPath | null };
export type SettingsPage = {
  title: string;
  summary: ErrorSummary;
  /** Says that a colleague came first, or whose values the form shows; null elsewhere. */
  told: string | null;
  action: OwnPath;
  version: number;
  groups: SettingsGroup[];
  reason: TextArea;
  history: SettingsRow[];
};
const settingsView = view<SettingsPage>('admin/settings/settings');
type SettingsForm = Form<keyof TypedCommune>;
type SettingsApp = Pick<App, 'config' | 'db' | 'state'>;
/** What was set, the newest first, and what holds now. */
type Asked = {
  beginning: CommuneSettings;
  changes: readonly CommuneChange[];
  revision: number;
  standing: CommuneSettings;
};

/**
 * The settings of the commune. Where another administrator came first nothing changes: the page says so with 409 and
 * shows the form over what stands now. With `from`, the form is filled with what held after that revision.
 */
export const settingsPage = (app: SettingsApp) => ({
  async get(req: Request, res: Response): Promise<void> {
    const asked = await settingsAsked(app);
    const from = req.query['from'];
    const known = typeof from === 'string' ? settingsFrom(asked, from) : asked.standing;
    const told = known === asked.standing ? null : res.locals.shell.t('commune:again.told');
    const seen = firstRevision(res.locals.interruptedFields, asked.revision);
    show(res, asked, { form: firstForm(res, SHOWN, fieldsOfCommune(known)), told, seen });
  },

  async post(req: Request, res: Response): Promise<void> {
    const { t, at } = res.locals.shell;
    const fields = fieldsOf(req);
    const { form, ...parsed } = parseForm(CommuneFields, { shown: SHOWN, fields, t });
    const asked = await settingsAsked(app);
    const seen = revisionSeen.parse(fields['version']);
    if (!parsed.ok) return show(res, asked, { form, told: null, seen });
    if (seen !== asked.revision) return showLate(res, asked, form);
    const settings = communeOfTyped(parsed.input);
    const changed = changedSettings(asked.standing, settings);
    if (changed.length === 0) {
      return show(res, asked, { form: withError(form, 'nameFr', t('commune:problem.same')), told: null, seen });
    }
    const { reason } = parsed.input;
    if (!(await setCommune(app, { seen, settings, changed, reason, by: staffActor(res) }))) {
      return showLate(res, await settingsAsked(app), form);
    }
    redirectWithNotice(res, { path: at('/admin/settings'), notice: 'commune:notice.changed' });
  },
});

/** Reads the changes from the database: another process may have set something a moment ago. */
async function settingsAsked({ config, db }: SettingsApp): Promise<Asked> {
  const changes = await listCommuneChanges(db, { limit: MOST_CHANGES });
  const beginning = config.commune;
  const { revision = 0, settings: standing = beginning } = changes[0] ?? {};
  return { beginning, changes, revision, standing };
}

/** Throws NotFound for a revision that never was. The revision 0 is what the environment gave. */
function settingsFrom({ beginning, changes }: Asked, from: string): CommuneSettings {
  if (from === '0') return beginning;
  const found = changes.find(({ revision }) => String(revision) === from);
  if (found === undefined) throw new NotFound();
  return found.settings;
}

function showLate(res: Response, asked: Asked, form: SettingsForm): void {
  show(res, asked, { form, told: res.locals.shell.t('commune:late'), seen: asked.revision, status: 409 });
}

/** `seen` is the revision that the form stands on. */
type Shown = { form: SettingsForm; told: string | null; seen: number; status?: 409 };

function show(res: Response, asked: Asked, { form, told, seen, status }: Shown): void {
  const { shell } = res.locals;
  const page: SettingsPage = {
    title: shell.t('commune:title'),
    summary: errorSummary(form, shell.t),
    told,
    action: shell.at('/admin/settings'),
    version: seen,
    groups: settingsGroups(form, shell),
    reason: settingsReason(form, shell),
    history: historyRows(asked, shell),
  };
  settingsView.render(res, page, status ?? (form.errors.length > 0 ? 422 : 200));
}

function historyRows({ beginning, changes }: Asked, { t, at, language }: Shell): SettingsRow[] {
  const again = (revision: number) => at(`/admin/settings?from=${revision}`);
  const rows = changes.map(({ revision, settings, reason, changedAt, ...person }, index) => {
    const names = changedSettings(changes[index + 1]?.settings ?? beginning, settings);
    return {
      title: t('admin:procedures.version', { revision }),
      by: t('admin:procedures.by', { person: fullName(person), when: formatDateTime(changedAt, language) }),
      changed: names.map((name) => t(`commune:setting.${name}`)).join(', '),
      reason,
      again: index === 0 ? null : again(revision),
    };
  });
  const title = t('commune:beginning');
  return [...rows, { title, by: '', changed: '', reason: null, again: rows.length === 0 ? null : again(0) }];
}
