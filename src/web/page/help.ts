import type { Translate } from './texts.ts';

/** views/partials/help.ejs */
export type Help = { title: string; text: string; email: string; phone: string; hours: string };

/** How to reach somebody: desk, telephone and post stay open beside the portal, by law. */
export function help(t: Translate): Help {
  return {
    title: t('web:help.title'),
    text: t('web:help.text'),
    email: 'info@1030.be',
    phone: '02/244 75 11',
    hours: t('web:help.hours'),
  };
}
