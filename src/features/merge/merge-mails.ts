import { DAYS, type Link, mail, OWN_ACT, of } from '../notifications/mail-bounds.ts';

/** The mails about two accounts of one person. */
export const mergeMails = {
  'merge-link': mail<Link & { hours: number }>({
    recipient: of(3, DAYS),
    sender: of(3, DAYS),
    why: 'may be the address of somebody else',
  }),
  /** Says in whole sentences how far the merge of two accounts has come. */
  'merge-news': mail<Link & { change: string }>({ recipient: of(10, DAYS), sender: null, why: OWN_ACT }),
};
