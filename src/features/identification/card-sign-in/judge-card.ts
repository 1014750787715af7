import type { App } from '../../../app.ts';
import type { Fas } from '../../../platform/fas/fas.ts';
import type { FasPerson } from '../../../platform/fas/fas-person.ts';
import { digestOf } from '../../../platform/sealing.ts';
import type { RefusalReason } from '../refusal.ts';
import { insertCardAnswer } from './card-answers.repository.ts';
import type { CardDeparture } from './card-departure.ts';

type Returned = { departure: CardDeparture; answer: URLSearchParams };
export type JudgedCard = { outcome: 'identified'; person: FasPerson } | { outcome: 'refused'; reason: RefusalReason };

/**
 * Asks FAS whose card it was, once for each departure: the cookie of the departure may have been copied before the
 * browser forgot it. Throws FasUnavailable, after which one sets out again.
 */
export async function judgeCard(
  app: Pick<App, 'db'> & { fas: Fas },
  { departure, answer }: Returned,
): Promise<JudgedCard> {
  const { secrets } = departure;
  const first = await app.db.transaction((tx) => insertCardAnswer(tx, digestOf(secrets.state)));
  return first ? app.fas.judge(answer, secrets) : { outcome: 'refused', reason: 'used-before' };
}
