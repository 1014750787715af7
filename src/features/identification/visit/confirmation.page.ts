import type { Request, Response } from 'express';
import type { App } from '../../../app.ts';
import { NotFound } from '../../../domain/not-found.ts';
import { maskNationalNumber } from '../../../domain/numbers/national-number.ts';
import type { FasPerson } from '../../../platform/fas/fas-person.ts';
import { rowIdIn } from '../../../web/form/row-id.ts';
import { type SummaryList, summaryRow } from '../../../web/form/summary-list.ts';
import { shellOf } from '../../../web/page/locals.ts';
import { redirectWithNotice, type Shell } from '../../../web/page/shell.ts';
import { view } from '../../../web/page/view.ts';
import { type OwnPath, withNext } from '../../../web/pipeline/own-path.ts';
import { citizenActor, citizenOf } from '../../accounts/signed-in-citizen.ts';
import { toldOf } from '../refusal.ts';
import { confirmIdentity, getFoundPerson } from './confirm-identity.ts';

export type ConfirmationPage = {
  title: string;
  back: OwnPath;
  kept: SummaryList;
  /** True when the card says another name than the account. */
  differ: boolean;
  action: OwnPath;
};
const confirmationView = view<ConfirmationPage>('identification/visit/confirmation');

/** Shows what the first identification will keep, beside what the account says, and ties them once one agrees. */
export const confirmationPage = (app: Pick<App, 'config' | 'db' | 'log' | 'sealing'>) => ({
  async get(req: Request, res: Response): Promise<void> {
    const shell = shellOf(res);
    const { t, at } = shell;
    const attemptId = idOf(req);
    const { attempt, person } = await getFoundPerson(app, { actor: citizenActor(res), attemptId });
    if (person === null) return res.redirect(303, attempt.next);
    const { citizen } = citizenOf(res);
    confirmationView.render(res, {
      title: t('identification:confirm.title'),
      back: attempt.next,
      kept: { rows: keptRows(person, citizen, shell) },
      differ: citizen.firstName !== (person.firstName ?? '') || citizen.lastName !== person.lastName,
      action: at(`/identification/confirmation/${attemptId}`),
    });
  },

  async post(req: Request, res: Response): Promise<void> {
    const { at } = shellOf(res);
    const { fas } = app.config;
    if (fas === null) throw new NotFound();
    const attemptId = idOf(req);
    const done = await confirmIdentity({ ...app, issuer: fas.issuer }, { actor: citizenActor(res), attemptId });
    if (done.outcome === 'identified') {
      return redirectWithNotice(res, { path: done.next, notice: 'identification:notice.identified' });
    }
    const next = done.next ?? at('/account/identity');
    res.redirect(303, `${withNext(at('/identification'), next)}&refused=${toldOf(done.reason)}`);
  },
});

const idOf = (req: Request): string => rowIdIn(req.params['attempt']);

type Names = { firstName: string; lastName: string };

function keptRows(person: FasPerson, account: Names, { t }: Shell) {
  const name = (card: string, inAccount: string) =>
    card === inAccount
      ? card
      : [t('identification:confirm.card', { name: card }), t('identification:confirm.account', { name: inAccount })];
  return [
    summaryRow(
      t('accounts:field.firstName'),
      name(person.firstName ?? t('identification:identity.noFirstName'), account.firstName),
    ),
    summaryRow(t('accounts:field.lastName'), name(person.lastName, account.lastName)),
    summaryRow(t('identification:identity.number'), maskNationalNumber(person.nationalNumber)),
    summaryRow(t('identification:identity.means'), t(`identification:means.${person.means}`)),
  ];
}
