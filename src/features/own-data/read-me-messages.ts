import { formatReference } from '../../domain/numbers/reference.ts';
import { formatDateTime } from '../../web/page/format.ts';
import type { Shell } from '../../web/page/shell.ts';
import type { ReadMeTable, ToldData } from './read-me-tables.ts';

/** Lists the messages between the citizen and the commune about requests, the oldest first. */
export function messagesTable({ messages }: ToldData, { t, language }: Shell): ReadMeTable {
  return {
    title: t('submissions:messages.title'),
    headings: [
      t('own-data:readMe.when'),
      t('web:word.reference'),
      t('own-data:readMe.sender'),
      t('own-data:readMe.message'),
    ],
    rows: messages.map(({ sentAt, reference, from, text }) => [
      formatDateTime(sentAt, language),
      formatReference(reference),
      t(`own-data:readMe.sender.${from}`),
      text,
    ]),
  };
}
