import type { App } from '../../../app.ts';
import { type LocalDate, localDateOf } from '../../../domain/local-date.ts';
import { NotFound } from '../../../domain/not-found.ts';
import { formatLocalDate } from '../../../web/page/format.ts';
import type { Shell } from '../../../web/page/shell.ts';
import type { Tag } from '../../../web/page/tag.ts';
import type { Definition } from '../../procedures/definition/definition.ts';
import { openingOn } from '../../procedures/definition/opening.ts';
import { listProcedureChanges, type ProcedureChange } from '../../procedures/settings/procedure-changes.repository.ts';
import { AS_IN_FILE, type ProcedureSettings } from '../../procedures/settings/procedure-settings.ts';
import type { Procedures } from '../../procedures/versions/procedures.ts';

export type ProceduresApp = Pick<App, 'clock' | 'db' | 'state'> & { procedures: Procedures };
/** The procedure that an address names, with its changes, the newest first, and the settings in force. */
export type ProcedureAsked = {
  file: Definition;
  today: LocalDate;
  changes: readonly ProcedureChange[];
  revision: number;
  standing: ProcedureSettings;
};

/** Reads the changes from the database: another process may have set one a moment ago. */
export async function procedureAsked(app: ProceduresApp, slug: unknown): Promise<ProcedureAsked> {
  const procedure = app.procedures.current(String(slug));
  if (procedure === null) throw new NotFound();
  const { file } = procedure;
  const changes = await listProcedureChanges(app.db, file.slug);
  const { revision = 0, settings: standing = AS_IN_FILE } = changes[0] ?? {};
  return { file, today: localDateOf(app.clock.now()), changes, revision, standing };
}

/** views/partials/state-tag.ejs is about profiles; this one says whether a démarche can be filed today. */
export function openingTag(definition: Definition, today: LocalDate, { t, language }: Shell): Tag {
  const opening = openingOn(definition, today);
  const day = (date: LocalDate) => formatLocalDate(date, language);
  switch (opening.state) {
    case 'open':
      return opening.until === null
        ? { text: t('admin:procedures.tag.open'), colour: 'green' }
        : { text: t('admin:procedures.tag.openUntil', { date: day(opening.until) }), colour: 'yellow' };
    case 'not-yet':
      return { text: t('admin:procedures.tag.closedUntil', { date: day(opening.from) }), colour: 'red' };
    case 'closed':
      return opening.reopensOn === null
        ? { text: t('admin:procedures.tag.closed'), colour: 'red' }
        : { text: t('admin:procedures.tag.closedUntil', { date: day(opening.reopensOn) }), colour: 'red' };
  }
}
