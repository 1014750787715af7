import type { Request, Response } from 'express';
import { localDateOf } from '../../../domain/local-date.ts';
import { inLanguage, type TextInLanguage } from '../../../domain/localized-text.ts';
import { shellOf } from '../../../web/page/locals.ts';
import type { Tag } from '../../../web/page/tag.ts';
import { view } from '../../../web/page/view.ts';
import type { OwnPath } from '../../../web/pipeline/own-path.ts';
import { departmentName } from '../../procedures/definition/departments.ts';
import { openingTag, type ProceduresApp } from './procedure-asked.ts';

export type ProcedureLine = { href: OwnPath; name: TextInLanguage; department: TextInLanguage; state: Tag };
export type AdminProceduresPage = { title: string; procedures: ProcedureLine[] };
const proceduresView = view<AdminProceduresPage>('admin/procedures/procedures');

/** The page that lists the procedures by name and says of each whether it can be filed today. */
export const adminProceduresPage = (app: Pick<ProceduresApp, 'clock' | 'procedures'>) => ({
  get(_req: Request, res: Response): void {
    const shell = shellOf(res);
    const { t, at, language } = shell;
    const today = localDateOf(app.clock.now());
    const procedures = app.procedures.definitions.map((definition) => ({
      href: at(`/admin/procedures/${definition.slug}`),
      name: inLanguage(definition.name, language),
      department: departmentName(definition.department, language),
      state: openingTag(definition, today, shell),
    }));
    procedures.sort((one, other) => one.name.text.localeCompare(other.name.text, language));
    proceduresView.render(res, { title: t('web:footer.procedures'), procedures });
  },
});
