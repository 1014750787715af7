import type { Request, Response } from 'express';
import { z } from 'zod';
import { inLanguage, type TextInLanguage } from '../../../domain/localized-text.ts';
import { NotFound } from '../../../domain/not-found.ts';
import { type ErrorSummary, errorSummary, type TextArea } from '../../../web/form/fields.ts';
import { type Form, fieldsOf, firstForm, line, parseForm } from '../../../web/form/parse.ts';
import type { SummaryList } from '../../../web/form/summary-list.ts';
import { shellOf } from '../../../web/page/locals.ts';
import { redirectWithNotice } from '../../../web/page/shell.ts';
import type { Tag } from '../../../web/page/tag.ts';
import { view } from '../../../web/page/view.ts';
import type { OwnPath } from '../../../web/pipeline/own-path.ts';
import { AS_IN_FILE, type ProcedureSettings } from '../../procedures/settings/procedure-settings.ts';
import { staffActor } from '../../staff/signed-in-staff.ts';
import { REASON_MAX, reasonField } from '../reason-field.ts';
import { firstRevision, revisionSeen } from '../submissions/revision-seen.ts';
import { currentTag } from './current-tag.ts';
import { type ProcedureAsked, type ProceduresApp, procedureAsked } from './procedure-asked.ts';
import { setProcedure } from './set-procedure.ts';
import { settingsWords } from './settings-words.ts';

const SHOWN = ['reason'] as const;
const ReturnFields = z.object({ reason: line('admin:error.reason.missing', REASON_MAX) });
type ReturnForm = Form<(typeof SHOWN)[number]>;

export type ProcedureVersionPage = {
  title: string;
  name: TextInLanguage;
  back: OwnPath;
  facts: SummaryList;
  summary: ErrorSummary;
  late: string | null;
  version: number;
  /** The tag of the version that holds now, to which nobody returns; null for all others. */
  current: Tag | null;
  reason: TextArea;
};
const versionView = view<ProcedureVersionPage>('admin/procedures/procedure-version');

/**
 * The page of earlier settings of a procedure. Restoring them is a change like any other, and stands in the history
 * too.
 */
export const procedureVersionPage = (app: ProceduresApp) => ({
  async get(req: Request, res: Response): Promise<void> {
    const asked = await procedureAsked(app, req.params['slug']);
    show(res, asked, {
      form: firstForm(res, SHOWN, {}),
      seen: firstRevision(res.locals.interruptedFields, asked.revision),
    });
  },

  async post(req: Request, res: Response): Promise<void> {
    const { t, at } = shellOf(res);
    const asked = await procedureAsked(app, req.params['slug']);
    const { settings } = versionAsked(asked, req);
    const fields = fieldsOf(req);
    const { form, ...parsed } = parseForm(ReturnFields, { shown: SHOWN, fields, t });
    const seen = revisionSeen.parse(fields['version']);
    if (!parsed.ok) return show(res, asked, { form, seen });
    const { slug } = asked.file;
    if (!(await setProcedure(app, { slug, seen, settings, reason: parsed.input.reason, by: staffActor(res) }))) {
      return show(res, await procedureAsked(app, req.params['slug']), { form, seen: null });
    }
    redirectWithNotice(res, { path: at(`/admin/procedures/${slug}`), notice: 'admin:notice.procedure-changed' });
  },
});

/** Throws NotFound for an unknown revision. Revision 0 is the procedure as its file defines it. */
function versionAsked({ changes }: ProcedureAsked, req: Request): { revision: number; settings: ProcedureSettings } {
  const asked = String(req.params['revision']);
  const found =
    asked === '0' ? { revision: 0, settings: AS_IN_FILE } : changes.find((one) => String(one.revision) === asked);
  if (found === undefined) throw new NotFound();
  return found;
}

/** `seen` is the revision that the form was shown with; null when a colleague has changed the procedure first. */
type Shown = { form: ReturnForm; seen: number | null };

function show(res: Response, asked: ProcedureAsked, { form, seen }: Shown): void {
  const shell = shellOf(res);
  const { t, at, language } = shell;
  const { revision, settings } = versionAsked(asked, res.req);
  const page: ProcedureVersionPage = {
    title: revision === 0 ? t('admin:procedures.published') : t('admin:procedures.version', { revision }),
    name: inLanguage(asked.file.name, language),
    back: at(`/admin/procedures/${asked.file.slug}`),
    facts: settingsWords(settings, asked.file, shell),
    summary: errorSummary(form, t),
    late: seen === null ? t('admin:procedures.late') : null,
    version: seen ?? asked.revision,
    current: revision === asked.revision ? currentTag(shell) : null,
    reason: reasonField(form, { label: t('web:word.reason'), hint: t('admin:procedures.reason.hint') }),
  };
  versionView.renderForm(res, page, { ...form, late: seen === null });
}
