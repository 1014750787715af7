import { isDeepStrictEqual } from 'node:util';
import type { Request, Response } from 'express';
import { inLanguage, type TextInLanguage } from '../../../domain/localized-text.ts';
import { fullName } from '../../../domain/person-name.ts';
import { type ErrorSummary, errorSummary } from '../../../web/form/fields.ts';
import { type Form, fieldsOf, firstForm, parseForm, withError } from '../../../web/form/parse.ts';
import type { SummaryList } from '../../../web/form/summary-list.ts';
import { formatDateTime } from '../../../web/page/format.ts';
import { shellOf } from '../../../web/page/locals.ts';
import { redirectWithNotice, type Shell } from '../../../web/page/shell.ts';
import type { Tag } from '../../../web/page/tag.ts';
import { view } from '../../../web/page/view.ts';
import type { OwnPath } from '../../../web/pipeline/own-path.ts';
import { departmentName } from '../../procedures/definition/departments.ts';
import { withNotices } from '../../procedures/settings/procedure-settings.ts';
import { staffActor } from '../../staff/signed-in-staff.ts';
import { firstRevision, revisionSeen } from '../submissions/revision-seen.ts';
import { currentTag } from './current-tag.ts';
import { openingTag, type ProcedureAsked, type ProceduresApp, procedureAsked } from './procedure-asked.ts';
import { type ControlGroup, procedureControls } from './procedure-controls.ts';
import { procedureFields, SHOWN, type TypedSettings } from './procedure-fields.ts';
import { setProcedure } from './set-procedure.ts';
import { settingsWords } from './settings-words.ts';
import { fieldsOfSettings, settingsOf } from './typed-settings.ts';

/** One line of the history, the newest first; the last line is what the file says. */
export type ChangeRow = { title: string; by: string; reason: string | null; href: OwnPath; current: boolean };
export type AdminProcedurePage = {
  title: string;
  name: TextInLanguage;
  department: TextInLanguage;
  state: Tag;
  links: { href: OwnPath; text: string }[];
  facts: SummaryList;
  summary: ErrorSummary;
  /** The sentence that says that a colleague came first; null otherwise. */
  late: string | null;
  version: number;
  groups: ControlGroup[];
  history: ChangeRow[];
  /** The tag beside the settings in force. */
  current: Tag;
};
const procedureView = view<AdminProcedurePage>('admin/procedures/procedure');
type SettingsForm = Form<keyof TypedSettings>;

/**
 * The page on which an administrator changes the settings of one procedure. When another came first nothing changes:
 * the page says so and shows the form with the settings now in force.
 */
export const adminProcedurePage = (app: ProceduresApp) => ({
  async get(req: Request, res: Response): Promise<void> {
    const asked = await procedureAsked(app, req.params['slug']);
    const form = firstForm(res, SHOWN, fieldsOfSettings(asked.standing));
    show(res, asked, { form, seen: firstRevision(res.locals.interruptedFields, asked.revision) });
  },

  async post(req: Request, res: Response): Promise<void> {
    const { t, at } = shellOf(res);
    const asked = await procedureAsked(app, req.params['slug']);
    const fields = fieldsOf(req);
    const { form, ...parsed } = parseForm(procedureFields(app.clock), { shown: SHOWN, fields, t });
    const seen = revisionSeen.parse(fields['version']);
    if (!parsed.ok) return show(res, asked, { form, seen });
    const { slug } = asked.file;
    if (seen !== asked.revision) return show(res, asked, { form, seen: null });
    const settings = settingsOf(parsed.input, asked);
    if (isDeepStrictEqual(settings, asked.standing)) {
      return show(res, asked, { form: withError(form, 'opening', t('admin:procedures.error.same')), seen });
    }
    const { reason } = parsed.input;
    if (!(await setProcedure(app, { slug, seen, settings, reason, by: staffActor(res) }))) {
      return show(res, await procedureAsked(app, req.params['slug']), { form, seen: null });
    }
    redirectWithNotice(res, { path: at(`/admin/procedures/${slug}`), notice: 'admin:notice.procedure-changed' });
  },
});

/** `seen` is the revision that the form was shown with; null when a colleague has changed the procedure first. */
type Shown = { form: SettingsForm; seen: number | null };

function show(res: Response, asked: ProcedureAsked, { form, seen }: Shown): void {
  const shell = shellOf(res);
  const { t, at, language } = shell;
  const { file, today, standing, revision } = asked;
  const name = inLanguage(file.name, language);
  const page: AdminProcedurePage = {
    title: name.text,
    name,
    department: departmentName(file.department, language),
    state: openingTag(withNotices(file, standing), today, shell),
    links: [
      { href: at(`/procedures/${file.slug}`), text: t('admin:procedures.public') },
      { href: at(`/admin/procedures/${file.slug}/definition`), text: t('admin:procedures.definition') },
    ],
    facts: settingsWords(standing, file, shell),
    summary: errorSummary(form, t),
    late: seen === null ? t('admin:procedures.late') : null,
    version: seen ?? revision,
    groups: procedureControls(form, file, shell),
    history: historyRows(asked, shell),
    current: currentTag(shell),
  };
  procedureView.renderForm(res, page, { ...form, late: seen === null });
}

function historyRows({ file, changes }: ProcedureAsked, { t, at, language }: Shell): ChangeRow[] {
  const path = (revision: number) => at(`/admin/procedures/${file.slug}/versions/${revision}`);
  const rows = changes.map(({ revision, reason, changedAt, ...person }, index) => ({
    title: t('admin:procedures.version', { revision }),
    by: t('admin:procedures.by', { person: fullName(person), when: formatDateTime(changedAt, language) }),
    reason,
    href: path(revision),
    current: index === 0,
  }));
  const published = t('admin:procedures.published');
  const first = { title: published, by: '', reason: null, href: path(0), current: changes.length === 0 };
  return [...rows, first];
}
