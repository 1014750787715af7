import type { Request, Response } from 'express';
import { z } from 'zod';
import type { App } from '../../../app.ts';
import { parseDeskCode } from '../../../domain/desk-code.ts';
import { localDateOf } from '../../../domain/local-date.ts';
import { inLanguage, type TextInLanguage } from '../../../domain/localized-text.ts';
import { type ErrorSummary, errorSummary, type TextField, textField } from '../../../web/form/fields.ts';
import { type Form, fieldsOf, firstForm, line, parseForm, withError } from '../../../web/form/parse.ts';
import { shellOf } from '../../../web/page/locals.ts';
import { view } from '../../../web/page/view.ts';
import type { OwnPath } from '../../../web/pipeline/own-path.ts';
import { departmentName } from '../../procedures/definition/departments.ts';
import type { Procedures } from '../../procedures/versions/procedures.ts';
import { staffActor, staffOf } from '../../staff/signed-in-staff.ts';
import { listStaffDepartments } from '../../staff/staff-departments.repository.ts';
import { openAtDesk } from '../../submissions/filer/open-at-desk.ts';
import { deskProcedures } from './desk-procedures.ts';

const SHOWN = ['code'] as const;
const CodeFields = z.object({ code: line('admin:error.code.missing', 40) });

export type DeskListPage = {
  title: string;
  procedures: { name: TextInLanguage; department: TextInLanguage; href: OwnPath }[];
  summary: ErrorSummary;
  code: TextField;
};
const deskListView = view<DeskListPage>('admin/desk/desk-list');
type DeskApp = Pick<App, 'clock' | 'db'> & { procedures: Procedures };
type CodeForm = Form<(typeof SHOWN)[number]>;

/**
 * Lists, by name, the démarches that this agent can enter for somebody who came, called or wrote, and takes the code by
 * which a draft that somebody began at home is found.
 */
export const deskListPage = (app: DeskApp) => ({
  get: (_req: Request, res: Response): Promise<void> => show(app, res, firstForm(res, SHOWN, {})),

  async post(req: Request, res: Response): Promise<void> {
    const { t, at } = shellOf(res);
    const { form, ...parsed } = parseForm(CodeFields, { shown: SHOWN, fields: fieldsOf(req), t });
    if (!parsed.ok) return show(app, res, form);
    const digits = parseDeskCode(parsed.input.code);
    const draft = digits === null ? null : await openAtDesk(app, { by: staffActor(res), digits });
    if (draft === null) return show(app, res, withError(form, 'code', t('admin:error.code.unknown')));
    res.redirect(303, at(`/admin/desk/drafts/${draft.id}`));
  },
});

async function show(app: DeskApp, res: Response, form: CodeForm): Promise<void> {
  const { t, at, language } = shellOf(res);
  const departments = await listStaffDepartments(app.db, staffOf(res).id);
  const today = localDateOf(app.clock.now());
  const procedures = deskProcedures(app.procedures, { departments, today }).map((definition) => ({
    name: inLanguage(definition.name, language),
    department: departmentName(definition.department, language),
    href: at(`/admin/desk/${definition.slug}`),
  }));
  procedures.sort((one, other) => one.name.text.localeCompare(other.name.text, language));
  const page: DeskListPage = {
    title: t('admin:desk.title'),
    procedures,
    summary: errorSummary(form, t),
    code: textField('code', form, { label: t('admin:desk.code'), hint: t('admin:desk.code.hint'), width: 20 }),
  };
  deskListView.renderForm(res, page, form);
}
