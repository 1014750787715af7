import type { Request, Response } from 'express';
import type { App } from '../../../app.ts';
import type { CommuneColours } from '../../../domain/colours/commune-colours.ts';
import { type ErrorSummary, errorSummary, type TextArea } from '../../../web/form/fields.ts';
import { type Fields, type Form, fieldsOf, firstForm, parseForm, withError } from '../../../web/form/parse.ts';
import { lookOf } from '../../../web/page/look.ts';
import { redirectWithNotice } from '../../../web/page/shell.ts';
import { view } from '../../../web/page/view.ts';
import type { OwnPath } from '../../../web/pipeline/own-path.ts';
import { staffActor } from '../../staff/signed-in-staff.ts';
import { firstRevision, revisionSeen } from '../submissions/revision-seen.ts';
import { type ColoursSample, coloursSample } from './colours-sample.ts';
import { setCommune } from './set-commune.ts';
import { type SettingsAsked, settingsAsked, settingsFrom } from './settings-asked.ts';
import { type SettingsGroup, settingsGroups, settingsReason } from './settings-controls.ts';
import { ColourFields, CommuneFields, SHOWN, type TypedCommune } from './settings-fields.ts';
import { type SettingsRow, settingsHistory } from './settings-history.ts';
import { changedSettings, communeOfTyped, fieldsOfCommune } from './typed-commune.ts';

export type SettingsPage = {
  title: string;
  summary: ErrorSummary;
  /** Says that a colleague came first, or whose values the form shows; null elsewhere. */
  told: string | null;
  action: OwnPath;
  version: number;
  groups: SettingsGroup[];
  sample: ColoursSample;
  reason: TextArea;
  history: SettingsRow[];
};
const settingsView = view<SettingsPage>('admin/settings/settings');
type SettingsForm = Form<keyof TypedCommune>;
type SettingsApp = Pick<App, 'config' | 'db' | 'state'>;

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
    if (fields['act'] === 'look') return showLook(res, await settingsAsked(app), fields);
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

/** Shows the page in the colours that were typed, and sets nothing. */
function showLook(res: Response, asked: SettingsAsked, fields: Fields): void {
  const { shell } = res.locals;
  const { form, ...parsed } = parseForm(ColourFields, { shown: SHOWN, fields, t: shell.t });
  const seen = revisionSeen.parse(fields['version']);
  if (!parsed.ok) return show(res, asked, { form, told: null, seen });
  const colours = { brand: parsed.input.brandColour, staff: parsed.input.staffColour };
  shell.look = lookOf(colours);
  show(res, asked, { form, told: null, seen, colours });
}

function showLate(res: Response, asked: SettingsAsked, form: SettingsForm): void {
  show(res, asked, { form, told: res.locals.shell.t('commune:late'), seen: asked.revision, status: 409 });
}

/** `seen` is the revision that the form stands on, `colours` those that are tried. */
type Shown = { form: SettingsForm; told: string | null; seen: number; status?: 409; colours?: CommuneColours };

function show(res: Response, asked: SettingsAsked, { form, told, seen, status, colours }: Shown): void {
  const { shell } = res.locals;
  const looked = colours === undefined ? null : shell.t('commune:look.told');
  const page: SettingsPage = {
    title: shell.t('commune:title'),
    summary: errorSummary(form, shell.t),
    told,
    action: shell.at('/admin/settings'),
    version: seen,
    groups: settingsGroups(form, shell),
    sample: coloursSample(colours ?? shell.commune.colours, looked, shell),
    reason: settingsReason(form, shell),
    history: settingsHistory(asked, shell),
  };
  settingsView.render(res, page, status ?? (form.errors.length > 0 ? 422 : 200));
}
