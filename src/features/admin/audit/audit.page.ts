import type { Request, Response } from 'express';
import { z } from 'zod';
import type { App } from '../../../app.ts';
import { localDateOf } from '../../../domain/local-date.ts';
import type { TableFormat } from '../../../platform/files/table.ts';
import { type ErrorSummary, errorSummary, type TextField } from '../../../web/form/fields.ts';
import { listPage, type Paging, pageAsked, pagingOf } from '../../../web/form/paging.ts';
import { type FieldError, fieldsOf, parseForm } from '../../../web/form/parse.ts';
import { formatDateTime, formatLocalDate, formatNumber } from '../../../web/page/format.ts';
import { shellOf } from '../../../web/page/locals.ts';
import { sendTable } from '../../../web/page/send-table.ts';
import type { Shell } from '../../../web/page/shell.ts';
import { view } from '../../../web/page/view.ts';
import { findCitizenByEmail } from '../../accounts/citizens.repository.ts';
import { type AuditSeal, listNewestAuditSeals } from '../../audit/chain/audit-seals.repository.ts';
import { auditQuery, readAuditFilter } from '../../audit/log/audit-filter.ts';
import { type AuditEntry, listAuditLog } from '../../audit/log/audit-log.repository.ts';
import { exportedEntries } from '../../audit/log/exported-entries.ts';
import { accountAddress } from '../../credentials/credential-fields.ts';
import { staffActor } from '../../staff/signed-in-staff.ts';
import { findStaffMemberByEmail, listStaffNames } from '../../staff/staff-members.repository.ts';
import { auditColumns } from './audit-columns.ts';
import { type AuditFilterForm, auditFilterForm, personField } from './audit-filter-form.ts';
import { auditAct, auditActor } from './audit-words.ts';
import { beginAuditExport, EXPORTED_AT_MOST } from './begin-audit-export.ts';
import { detailsInWords } from './details-in-words.ts';
import { writeAuditRead } from './write-audit-read.ts';

const SEALS_SHOWN = 31;
const NO_FILTER = readAuditFilter({});

export type AuditRow = { act: string; when: string; who: string; network: string | null; details: readonly string[] };
export type SealRow = { day: string; events: string; hash: string };
export type AuditPage = {
  title: string;
  summary: ErrorSummary;
  filter: AuditFilterForm;
  person: TextField;
  rows: AuditRow[];
  paging: Paging;
  exports: readonly { href: string; text: string }[];
  seals: SealRow[];
};
const auditView = view<AuditPage>('admin/audit/audit');
const PersonFields = z.object({ email: accountAddress });
type AuditApp = Pick<App, 'clock' | 'db'>;

/** The audit log, for administrators: what happened, who did it and to what, but never the content of a submission. */
export const auditPage = (app: AuditApp) => ({
  get: (_req: Request, res: Response): Promise<void> => show(app, res, []),

  /** Finds the account of a person by e-mail, and leads to what the log holds about it. */
  async post(req: Request, res: Response): Promise<void> {
    const { t, at } = shellOf(res);
    const parsed = parseForm(PersonFields, { shown: [], fields: fieldsOf(req), t });
    if (!parsed.ok) return show(app, res, parsed.form.errors);
    const { email } = parsed.input;
    const staff = await findStaffMemberByEmail(app.db, email);
    const citizen = staff === null ? await findCitizenByEmail(app.db, email) : null;
    if (staff === null && citizen === null) {
      return show(app, res, [{ field: 'email', message: t('audit:person.none') }]);
    }
    const query = auditQuery({ ...NO_FILTER, staff: staff?.id ?? null, citizen: citizen?.id ?? null });
    res.redirect(303, at(`/admin/audit${query}`));
  },
});

/** Sends all pages of the filtered log as a file. */
export const auditExportPage = (app: AuditApp, as: TableFormat) => ({
  async get(req: Request, res: Response): Promise<void> {
    const shell = shellOf(res);
    const { t } = shell;
    const filter = readAuditFilter(req.query);
    if (!(await beginAuditExport(app, { filter, by: staffActor(res) }))) {
      const max = formatNumber(EXPORTED_AT_MOST, shell.language);
      return show(app, res, [{ field: 'from', message: t('audit:export.tooMany', { max }) }]);
    }
    const file = `${t('audit:export.file')}-${localDateOf(app.clock.now())}`;
    const rows = exportedEntries(app.db, filter);
    const cut = t('audit:export.cut');
    await sendTable(res, { name: t('audit:title'), columns: auditColumns(shell), rows, cut }, { as, file });
  },
});

async function show(app: AuditApp, res: Response, errors: FieldError[]): Promise<void> {
  const shell = shellOf(res);
  const { t, at } = shell;
  const { query } = res.req;
  const filter = readAuditFilter(query);
  await writeAuditRead(app, { filter, by: staffActor(res) });
  const listed = await listPage(pageAsked(query['after'], z.string().regex(/^\d{1,18}$/)), (page) =>
    listAuditLog(app.db, { ...page, filter }),
  );
  const path = at(`/admin/audit${auditQuery(filter)}`);
  const page: AuditPage = {
    title: t('audit:title'),
    summary: errorSummary({ errors }, t),
    filter: auditFilterForm(filter, await listStaffNames(app.db), shell),
    person: personField({ errors }, shell),
    rows: listed.rows.map((entry) => rowOf(entry, shell)),
    paging: pagingOf(listed, { path, anchor: 'events', newestFirst: true, t }),
    exports: (['xlsx', 'csv'] as const).map((as) => ({
      href: at(`/admin/audit/export.${as}${auditQuery(filter)}`),
      text: t(`audit:export.${as}`),
    })),
    seals: (await listNewestAuditSeals(app.db, SEALS_SHOWN)).map((seal) => sealRow(seal, shell)),
  };
  auditView.renderForm(res, page, { errors });
}

function rowOf(entry: AuditEntry, shell: Shell): AuditRow {
  return {
    act: auditAct(entry, shell),
    when: formatDateTime(entry.happenedAt, shell.language),
    who: auditActor(entry, shell),
    network: entry.network,
    details: detailsInWords(entry, shell).map((detail) => shell.t('audit:labelled', detail)),
  };
}

/** Returns the hash in groups of eight characters, as people read it aloud or compare it on paper. */
function sealRow({ day, events, hash }: AuditSeal, { t, language }: Shell): SealRow {
  const grouped = (hash.match(/.{8}/g) ?? []).join(' ');
  return { day: formatLocalDate(day, language), events: t('audit:chain.events', { count: events }), hash: grouped };
}
