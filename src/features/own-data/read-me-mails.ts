import type { Shell } from '../../web/page/shell.ts';
import { mailInWords } from '../notifications/deliveries/mail-words.ts';
import type { ReadMeTable, ToldData } from './read-me-tables.ts';

/** Lists the mails of the last ninety days, the newest first, with what became of each. */
export function mailsTable({ mails }: ToldData, shell: Shell): ReadMeTable {
  const { t } = shell;
  return {
    title: t('accounts:mails.title'),
    headings: [
      t('own-data:readMe.when'),
      t('own-data:readMe.message'),
      t('web:word.email'),
      t('own-data:readMe.status'),
    ],
    rows: mails.map((mail) => {
      const { askedAt, kind, outcome } = mailInWords(mail, shell);
      return [askedAt, kind, mail.email, outcome];
    }),
  };
}
