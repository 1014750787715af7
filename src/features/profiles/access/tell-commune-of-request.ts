import type { App } from '../../../app.ts';
import type { Language } from '../../../domain/language.ts';
import type { EnterpriseNumber } from '../../../domain/numbers/enterprise-number.ts';
import type { Transaction } from '../../../platform/database.ts';
import { queueProfileNotice } from '../profile-notices.ts';

type Waiting = { enterpriseNumber: EnterpriseNumber; language: Language; config: App['config'] };

/**
 * Tells the commune that a request waits for it. The administration works in French or Dutch (coordinated language laws
 * of 18 July 1966, art. 17).
 */
export function tellCommuneOfRequest(tx: Transaction, { enterpriseNumber, language, config }: Waiting): Promise<void> {
  const own = language === 'nl' ? 'nl' : 'fr';
  const mail = { email: config.communeEmail, language: own, enterpriseNumber, sender: null } as const;
  return queueProfileNotice(tx, { kind: 'access-at-commune', ...mail });
}
