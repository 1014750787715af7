import { formatReference } from '../../domain/numbers/reference.ts';
import { formatDate } from '../../web/page/format.ts';
import type { Shell } from '../../web/page/shell.ts';
import type { ReadMeTable, ToldData } from './read-me-tables.ts';

/** Lists the requests that were past their retention, with where the content of each went. */
export function destroyedTable({ destroyed }: Pick<ToldData, 'destroyed'>, { t, language }: Shell): ReadMeTable {
  return {
    title: t('own-data:readMe.destroyed'),
    headings: [
      t('web:word.reference'),
      t('web:footer.procedures'),
      t('submissions:fact.filedAt'),
      t('submissions:destroyed.destroyedAt'),
      t('own-data:readMe.destroyed.where'),
    ],
    rows: destroyed.map(({ reference, name, filedAt, destroyedAt, archived }) => [
      formatReference(reference),
      t(name),
      formatDate(filedAt, language),
      formatDate(destroyedAt, language),
      t(archived ? 'submissions:destroyed.archived' : 'submissions:destroyed.nowhere'),
    ]),
  };
}
