import type { NextFunction, Request, Response } from 'express';
import type { App } from '../../../app.ts';
import { NotFound } from '../../../domain/not-found.ts';
import type { Fas } from '../../../platform/fas/fas.ts';
import { FasUnavailable } from '../../../platform/fas/fas-unavailable.ts';
import { cookiesOf, shellOf } from '../../../web/page/locals.ts';
import { view } from '../../../web/page/view.ts';
import { clientOf } from '../../../web/pipeline/client.ts';
import { type OwnPath, ownPath, withNext } from '../../../web/pipeline/own-path.ts';
import { takeFromQuota } from '../../../web/pipeline/rate-limit.ts';
import { showSignIn } from '../../accounts/sign-in/sign-in-form.ts';
import { signedInOf, startCitizenSession } from '../../accounts/signed-in-citizen.ts';
import { acrOf, RECOVERY_LEVEL, SIGN_IN_LEVEL } from '../level.ts';
import { isRecovery } from '../recovery/recovery-path.ts';
import { toldOf } from '../refusal.ts';
import { CARD_DEPARTURE_SECONDS, type CardDeparture, openCardDeparture, sealCardDeparture } from './card-departure.ts';
import { type CardRefusal, type CardTold, cardRefusal } from './card-refusal.ts';
import { judgeCard } from './judge-card.ts';
import { signInWithCard } from './sign-in-with-card.ts';

export type CardSignInPage = {
  title: string;
  how: string;
  /** The other way for somebody who cannot get a new password or address by the card. */
  otherwise: string | null;
  refusal: CardRefusal | null;
  departure: OwnPath;
  submit: string;
  password: OwnPath;
  signUp: OwnPath;
};
const cardView = view<CardSignInPage>('identification/card-sign-in/card-sign-in');
type CardApp = Pick<App, 'clock' | 'config' | 'db' | 'fas' | 'log' | 'quotas' | 'sealing'>;

/** Signing in by the card: what it needs, the way to FAS, and the way back from it. */
export const cardSignInPage = (app: CardApp) => ({
  get(req: Request, res: Response): void {
    if (app.fas === null) throw new NotFound();
    const { refused } = req.query;
    const next = nextOf(app, req);
    cardView.render(
      res,
      pageOf(res, next, cardRefusal(refused, { t: shellOf(res).t, next })),
      refused === 'away' ? 503 : 200,
    );
  },

  async departure(req: Request, res: Response): Promise<void> {
    const { fas } = app;
    if (fas === null) throw new NotFound();
    const { at } = shellOf(res);
    const next = nextOf(app, req);
    if (signedInOf(res) !== null) return res.redirect(303, next || at('/my-space'));
    const site = req.headers['sec-fetch-site'];
    if (site !== undefined && site !== 'same-origin') {
      return res.redirect(303, withNext(at('/identification/sign-in'), next));
    }
    await unlessAway(app, res, { next, work: () => setOut(app, res, { fas, next }) });
  },

  /** Leaves an answer to anything but a sign-in of this browser to the page after it. */
  async comeBack(req: Request, res: Response, pass: NextFunction): Promise<void> {
    const { fas } = app;
    const cookies = cookiesOf(res);
    const sealed = cookies.read(req, 'card-sign-in') ?? '';
    const departure = openCardDeparture(app, { sealed, state: req.query['state'] });
    if (fas === null || departure === null) return pass();
    cookies.write(res, 'card-sign-in', { value: '', maxAgeSeconds: 0 });
    const { next } = departure;
    // Whoever is signed in by now stays who they are.
    if (signedInOf(res) !== null) return res.redirect(303, next || shellOf(res).at('/my-space'));
    await unlessAway(app, res, { next, work: () => takeCard(app, res, { fas, departure }) });
  },
});

function pageOf(res: Response, next: OwnPath | '', refusal: CardRefusal | null): CardSignInPage {
  const { t, at } = shellOf(res);
  const recovery = isRecovery(next);
  return {
    title: t(recovery ? 'accounts:recovery.way' : 'identification:card.title'),
    how: t(recovery ? 'identification:recovery.how' : 'identification:card.how'),
    otherwise: recovery ? t('identification:recovery.call') : null,
    refusal,
    departure: withNext(at('/identification/sign-in/departure'), next),
    submit: t(refusal === null ? 'identification:card.submit' : 'identification:visit.again'),
    password: withNext(at('/sign-in'), next),
    signUp: withNext(at('/sign-up'), next),
  };
}

async function unlessAway(
  app: CardApp,
  res: Response,
  { next, work }: { next: string; work: () => Promise<void> },
): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof FasUnavailable)) throw error;
    refuse(app, res, { told: 'away', reason: error.message, next });
  }
}

async function setOut(app: CardApp, res: Response, { fas, next }: { fas: Fas; next: OwnPath | '' }): Promise<void> {
  const { language } = shellOf(res);
  const asked = { acr: acrOf(levelFor(next), 'citizen'), context: 'citizen', language, label: language } as const;
  const { address, secrets } = await fas.depart(asked);
  const value = sealCardDeparture(app, { secrets, next });
  cookiesOf(res).write(res, 'card-sign-in', { value, maxAgeSeconds: CARD_DEPARTURE_SECONDS });
  res.redirect(303, address);
}

type Returned = { fas: Fas; departure: CardDeparture };

async function takeCard(app: CardApp, res: Response, { fas, departure }: Returned): Promise<void> {
  const { req } = res;
  const { next } = departure;
  const client = clientOf(req);
  await takeFromQuota(app.quotas.signIn, client.network);
  const pairs = Object.entries(req.query).filter((pair): pair is [string, string] => typeof pair[1] === 'string');
  const judged = await judgeCard({ ...app, fas }, { departure, answer: new URLSearchParams(pairs) });
  if (judged.outcome === 'refused') {
    const { reason } = judged;
    return refuse(app, res, { told: reason === 'cancelled' ? reason : toldOf(reason), reason, next });
  }
  const issuer = app.config.fas?.issuer ?? '';
  const result = await signInWithCard(app, { person: judged.person, issuer, client, level: levelFor(next) });
  if (result.outcome === 'refused') {
    const { reason } = result;
    if (reason === 'suspended') return showSignIn(res, { interrupted: '', next: '', notice: reason });
    return refuse(app, res, { told: reason, reason, next });
  }
  const { citizen, signInId } = result;
  await startCitizenSession(app, req, { citizenId: citizen.id, signInId, defaultSpace: citizen.defaultSpace });
  res.redirect(303, next || shellOf(res).at('/my-space'));
}

const levelFor = (next: OwnPath | '') => (isRecovery(next) ? RECOVERY_LEVEL : SIGN_IN_LEVEL);

const nextOf = ({ config }: Pick<App, 'config'>, { query }: Request): OwnPath | '' =>
  ownPath(query['next'], config.publicOrigin) ?? '';

type Refused = { told: CardTold; reason: string; next: string };

/** Says in the log why, and to the person what to do. */
function refuse({ log }: Pick<App, 'log'>, res: Response, { told, reason, next }: Refused): void {
  log.warn({ reason }, 'sign-in by card refused');
  const query = new URLSearchParams(next === '' ? { refused: told } : { next, refused: told });
  res.redirect(303, `${shellOf(res).at('/identification/sign-in')}?${query}`);
}
