import type { Request, Response } from 'express';
import type { App } from '../../../app.ts';
import { fullName } from '../../../domain/person-name.ts';
import { shellOf } from '../../../web/page/locals.ts';
import type { Shell } from '../../../web/page/shell.ts';
import type { Tag } from '../../../web/page/tag.ts';
import { view } from '../../../web/page/view.ts';
import { listMailsOfCitizen } from '../../notifications/deliveries/mail-deliveries.repository.ts';
import { accountTags } from '../account-tags.ts';
import { HELP_ACTS, mayBeHelped } from '../acts/help-acts.ts';
import { listRecordedHelp } from '../acts/helpdesk-acts.repository.ts';
import { CITIZENS_PATH, citizenPath } from '../helpdesk-paths.ts';
import { accountSentences, type SaidBlock } from './account-sentences.ts';
import { type HelpRow, helpRow } from './help-row.ts';
import { getAccountFacts, listHelpedProfiles } from './helped-accounts.repository.ts';
import type { OpenedAccount } from './open-account.ts';
import { openAccountAsked } from './open-account-asked.ts';

const HISTORY_SHOWN = 20;
const MAILS_SHOWN = 8;

export type ActLink = { href: string; text: string; told: string };
export type AccountPage = {
  title: string;
  back: string;
  email: string;
  tags: Tag[];
  /** The sentences that one can read out on the telephone, by subject. */
  said: SaidBlock[];
  /** The sentence that says why this colleague may not help with the account; null when they may. */
  barrier: string | null;
  acts: ActLink[];
  history: HelpRow[];
};
const accountView = view<AccountPage>('helpdesk/account/account');

/**
 * The page of one account: sentences that can be read out on the telephone, and the acts that are allowed. Each opening
 * is written to the audit log.
 */
export const accountPage = (app: Pick<App, 'clock' | 'db'>) => ({
  async get(req: Request, res: Response): Promise<void> {
    const shell = shellOf(res);
    const account = await openAccountAsked(app, req, res);
    const { id: citizenId } = account;
    const facts = await getAccountFacts(app.db, account);
    const profiles = await listHelpedProfiles(app.db, citizenId);
    const mails = await listMailsOfCitizen(app.db, { citizenId, limit: MAILS_SHOWN });
    const history = await listRecordedHelp(app.db, { citizenId, limit: HISTORY_SHOWN });
    accountView.render(res, {
      title: fullName(account),
      back: shell.at(CITIZENS_PATH),
      email: account.email,
      tags: accountTags({ ...account, confirmed: account.emailConfirmedAt !== null }, shell.t),
      said: accountSentences({ account, facts, profiles, mails }, shell),
      barrier: account.barrier === null ? null : shell.t(`helpdesk:barrier.${account.barrier}`),
      acts: actLinks(account, shell),
      history: history.map((help) => helpRow(help, shell)),
    });
  },
});

function actLinks(account: OpenedAccount, { t, at }: Shell): ActLink[] {
  if (account.barrier !== null) return [];
  return [...HELP_ACTS, 'email-change' as const]
    .filter((act) => mayBeHelped(act, account))
    .map((act) => ({
      href: at(`${citizenPath(account.id)}/${act}`),
      text: t(`helpdesk:act.${act}.title`),
      told: t(`helpdesk:act.${act}.brief`),
    }));
}
