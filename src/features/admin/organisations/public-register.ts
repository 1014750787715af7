import type { EnterpriseNumber } from '../../../domain/numbers/enterprise-number.ts';

const ADDRESS = 'https://kbopub.economie.fgov.be/kbopub/toonondernemingps.html?ondernemingsnummer=';

/** Returns the address of the public register (BCE, KBO), which shows who may sign for an enterprise. */
export function registerAddress(number: EnterpriseNumber): string {
  return `${ADDRESS}${number}`;
}
