import type { EnterpriseNumber } from '../../../domain/enterprise-number.ts';

const ADDRESS = 'https://kbopub.economie.fgov.be/kbopub/toonondernemingps.html?ondernemingsnummer=';

/** The page of the public register (BCE, KBO) that says who may sign for an enterprise. */
export function registerAddress(number: EnterpriseNumber): string {
  return `${ADDRESS}${number}`;
}
