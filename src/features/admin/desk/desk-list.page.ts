import type { Request, Response } from 'express';
import type { App } from '../../../app.ts';
import { localDateOf } from '../../../domain/local-date.ts';
import { inLanguage, type TextInLanguage } from '../../../domain/localized-text.ts';
import { view } from '../../../web/page/view.ts';
import type { OwnPath } from '../../../web/pipeline/own-path.ts';
import { DEPARTMENT_NAMES } from '../../procedures/definition/departments.ts';
import type { Procedures } from '../../procedures/versions/procedures.ts';
import { staffOf } from '../../staff/signed-in-staff.ts';
import { listStaffDepartments } from '../../staff/staff-departments.repository.ts';
import { deskProcedures } from './desk-procedures.ts';

export type DeskListPage = {
  title: string;
  procedures: { name: TextInLanguage; department: TextInLanguage; href: OwnPath }[];
};
const deskListView = view<DeskListPage>('admin/desk/desk-list');

/** The démarches that this agent can enter for somebody who came, called or wrote, by name. */
export const deskListPage = (app: Pick<App, 'clock' | 'db'> & { procedures: Procedures }) => ({
  async get(_req: Request, res: Response): Promise<void> {
    const { t, at, language } = res.locals.shell;
    const departments = await listStaffDepartments(app.db, staffOf(res).id);
    const today = localDateOf(app.clock.now());
    const procedures = deskProcedures(app.procedures, { departments, today }).map((definition) => ({
      name: inLanguage(definition.name, language),
      department: inLanguage(DEPARTMENT_NAMES[definition.department], language),
      href: at(`/admin/desk/${definition.slug}`),
    }));
    procedures.sort((one, other) => one.name.text.localeCompare(other.name.text, language));
    deskListView.render(res, { title: t('admin:desk.title'), procedures });
  },
});
