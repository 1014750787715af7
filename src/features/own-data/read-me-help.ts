import { formatDateTime } from '../../web/page/format.ts';
import type { Shell } from '../../web/page/shell.ts';
import type { ReadMeTable, ToldData } from './read-me-tables.ts';

/** Lists what the helpdesk did to the account. */
export function helpTable({ help }: ToldData, { t, language }: Shell): ReadMeTable {
  return {
    title: t('accounts:links.history.title'),
    headings: [],
    rows: help.map(({ doneAt, act, reason }) => [
      formatDateTime(doneAt, language),
      `${t(`helpdesk:done.${act}`)} ${t('helpdesk:history.because', { reason: t(`helpdesk:reason.${reason}`) })}`,
    ]),
  };
}
