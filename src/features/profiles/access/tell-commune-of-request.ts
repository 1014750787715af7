import type { CurrentCommune } from '../../../domain/current-commune.ts';
import type { Language } from '../../../domain/language.ts';
import type { EnterpriseNumber } from '../../../domain/numbers/enterprise-number.ts';
import type { Transaction } from '../../../platform/database.ts';
import { queueProfileNotice } from '../profile-notices.ts';

type Waiting = { enterpriseNumber: EnterpriseNumber; language: Language; commune: CurrentCommune };

/**
 * Tells the commune that a request waits for it. The administration works in French or Dutch (coordinated language laws
 * of 18 July 1966, art. 17).
 */
export function tellCommuneOfRequest(tx: Transaction, { enterpriseNumber, language, commune }: Waiting): Promise<void> {
  const own = language === 'nl' ? 'nl' : 'fr';
  const mail = { email: commune.settings.email, language: own, enterpriseNumber, sender: null } as const;
  return queueProfileNotice(tx, { kind: 'access-at-commune', ...mail });
}
