import type { Request, Response } from 'express';
import type { App } from '../../../app.ts';
import type { CommuneColours } from '../../../domain/colours/commune-colours.ts';
import { type ErrorSummary, errorSummary, type TextArea } from '../../../web/form/fields.ts';
import { type FieldError, type Form, fieldsOf, firstForm, parseForm, withError } from '../../../web/form/parse.ts';
import { shellOf } from '../../../web/page/locals.ts';
import { lookOf } from '../../../web/page/look.ts';
import { redirectWithNotice } from '../../../web/page/shell.ts';
import type { Tag } from '../../../web/page/tag.ts';
import type { Translate } from '../../../web/page/texts.ts';
import { view } from '../../../web/page/view.ts';
import type { OwnPath } from '../../../web/pipeline/own-path.ts';
import { staffActor } from '../../staff/signed-in-staff.ts';
import { currentTag } from '../procedures/current-tag.ts';
import { receiveStaffForm } from '../receive-staff-form.ts';
import { firstRevision, revisionSeen } from '../submissions/revision-seen.ts';
import { type ColoursSample, coloursSample } from './colours-sample.ts';
import { setCommune } from './set-commune.ts';
import { type SettingsAsked, settingsAsked, settingsFrom } from './settings-asked.ts';
import {
  type SettingsGroup,
  type SettingsSection,
  settingsGroups,
  settingsReason,
  settingsSections,
} from './settings-controls.ts';
import { ColourFields, CommuneFields, SHOWN, type TypedCommune } from './settings-fields.ts';
import { type SettingsRow, settingsHistory } from './settings-history.ts';
import { type SettingsLogo, settingsLogo } from './settings-logo.ts';
import { PICTURE, type PictureApp, type TakenForm, takePicture } from './take-picture.ts';
import { changedSettings, communeOfTyped, fieldsOfCommune } from './typed-commune.ts';
import { wordmarkNamed } from './wordmark-named.ts';

export type SettingsPage = {
  title: string;
  summary: ErrorSummary;
  /** The sentence that says that a colleague came first, or whose values the form shows; null otherwise. */
  told: string | null;
  action: OwnPath;
  version: number;
  sections: SettingsSection[];
  groups: SettingsGroup[];
  sample: ColoursSample;
  logo: SettingsLogo;
  reason: TextArea;
  history: SettingsRow[];
  /** The tag beside the settings in force. */
  current: Tag;
};
const settingsView = view<SettingsPage>('admin/settings/settings');
type SettingsForm = Form<keyof TypedCommune>;
type SettingsApp = PictureApp & Pick<App, 'clock' | 'db' | 'sealing' | 'state'>;

/**
 * Shows and changes the settings of the commune. Where another administrator came first nothing changes: the page says
 * so and shows the form with the settings now in force. With `from`, the form is filled with those of that revision.
 */
export const settingsPage = (app: SettingsApp) => ({
  async get(req: Request, res: Response): Promise<void> {
    const asked = await settingsAsked(app);
    const from = req.query['from'];
    const known = typeof from === 'string' ? settingsFrom(asked, from) : asked.standing;
    const told = known === asked.standing ? null : shellOf(res).t('commune:again.told');
    const seen = firstRevision(res.locals.interruptedFields, asked.revision);
    show(res, asked, { form: firstForm(res, SHOWN, fieldsOfCommune(known)), told, seen });
  },

  async post(req: Request, res: Response): Promise<void> {
    const { t } = shellOf(res);
    await receiveStaffForm(app, req, res);
    const files = res.locals.receivedFiles ?? [];
    const { fields, refused } = await takePicture(app, { fields: fieldsOf(req), files, t });
    const asked = await settingsAsked(app);
    if (fields['act'] === 'look') return showLook(res, asked, { fields, refused });
    const { form: judged, ...parsed } = parseForm(CommuneFields, { shown: SHOWN, fields, t });
    const form = withRefused(judged, refused);
    const seen = revisionSeen.parse(fields['version']);
    if (!parsed.ok || refused !== null) return show(res, asked, { form, told: null, seen });
    if (seen !== asked.revision) return showLate(res, asked, form);
    await save(app, res, { asked, form, typed: parsed.input });
  },
});

type Judged = { asked: SettingsAsked; form: SettingsForm; typed: TypedCommune };

/** Stores the settings of the form, unless somebody has changed those in force meanwhile. */
async function save(app: SettingsApp, res: Response, { asked, form, typed }: Judged): Promise<void> {
  const { t, at } = shellOf(res);
  const { standing, revision: seen } = asked;
  const named = await wordmarkNamed(app, standing, typed.wordmark);
  if (named === 'gone') return show(res, asked, { form: withoutLogo(form, t), told: null, seen });
  const settings = communeOfTyped(typed, named);
  if (changedSettings(standing, settings).length === 0) {
    return show(res, asked, { form: withError(form, 'nameFr', t('commune:problem.same')), told: null, seen });
  }
  const { reason } = typed;
  if (!(await setCommune(app, { seen, before: standing, settings, reason, by: staffActor(res) }))) {
    return showLate(res, await settingsAsked(app), form);
  }
  redirectWithNotice(res, { path: at('/admin/settings'), notice: 'commune:notice.changed' });
}

const withRefused = (form: SettingsForm, refused: FieldError | null) =>
  refused === null ? form : withError(form, refused.field, refused.message);

/** Returns the form without its logo, which the storage no longer has: sent once more, it sets none. */
const withoutLogo = (form: SettingsForm, t: Translate): SettingsForm =>
  withError({ ...form, values: { ...form.values, wordmark: '' } }, PICTURE, t('commune:problem.picture.gone'));

/** Shows the page in the typed colours, with the uploaded logo, and changes no setting. */
function showLook(res: Response, asked: SettingsAsked, { fields, refused }: TakenForm): void {
  const shell = shellOf(res);
  const { form: judged, ...parsed } = parseForm(ColourFields, { shown: SHOWN, fields, t: shell.t });
  const form = withRefused(judged, refused);
  const seen = revisionSeen.parse(fields['version']);
  if (!parsed.ok || refused !== null) return show(res, asked, { form, told: null, seen });
  const colours = { brand: parsed.input.brandColour, staff: parsed.input.staffColour };
  shell.look = lookOf(colours);
  show(res, asked, { form, told: null, seen, colours });
}

function showLate(res: Response, asked: SettingsAsked, form: SettingsForm): void {
  show(res, asked, { form, told: shellOf(res).t('commune:late'), seen: asked.revision, late: true });
}

/** `seen` is the revision that the form was shown with, `colours` those of the preview. */
type Shown = { form: SettingsForm; told: string | null; seen: number; late?: boolean; colours?: CommuneColours };

function show(res: Response, asked: SettingsAsked, { form, told, seen, late = false, colours }: Shown): void {
  const shell = shellOf(res);
  const logo = settingsLogo(form, shell);
  const looked = colours === undefined ? null : shell.t('commune:look.told');
  const sample = { colours: colours ?? shell.commune.colours, logo: logo.address, told: looked };
  const page: SettingsPage = {
    title: shell.t('commune:title'),
    summary: errorSummary(form, shell.t),
    told,
    action: shell.at('/admin/settings'),
    version: seen,
    sections: settingsSections(logo, shell),
    groups: settingsGroups(form, shell),
    sample: coloursSample(sample, shell),
    logo,
    reason: settingsReason(form, shell),
    history: settingsHistory(asked, shell),
    current: currentTag(shell),
  };
  settingsView.renderForm(res, page, { ...form, late });
}
