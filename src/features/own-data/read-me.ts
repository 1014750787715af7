import type { Shell } from '../../web/page/shell.ts';
import { destroyedTable } from './read-me-destroyed.ts';
import { helpTable } from './read-me-help.ts';
import { mailsTable } from './read-me-mails.ts';
import { messagesTable } from './read-me-messages.ts';
import {
  accountTable,
  documentsTable,
  draftsTable,
  eventsTable,
  identityTable,
  membershipsTable,
  profileDraftsTable,
  type ReadMeTable,
  requestsTable,
  signInsTable,
  submissionsTable,
  type ToldData,
} from './read-me-tables.ts';

/** views/own-data/read-me.ejs: the facts of the JSON files, in words and in the time of Brussels. */
export type ReadMe = { title: string; text: string; tables: readonly ReadMeTable[]; none: string };

export function readMe(data: ToldData, shell: Shell): ReadMe {
  const { t } = shell;
  return {
    title: t('own-data:readMe.title'),
    text: t('own-data:readMe.text'),
    tables: [
      accountTable(data, shell),
      membershipsTable(data, shell),
      requestsTable(data, shell),
      profileDraftsTable(data, shell),
      draftsTable(data, shell),
      submissionsTable(data, shell),
      destroyedTable(data, shell),
      messagesTable(data, shell),
      documentsTable(data, shell),
      identityTable(data, shell),
      mailsTable(data, shell),
      signInsTable(data, shell),
      helpTable(data, shell),
      eventsTable(data, shell),
    ],
    none: t('own-data:readMe.none'),
  };
}
