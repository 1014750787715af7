import { startOfDay } from '../../../../domain/local-date.ts';
import { daysAfter } from '../../../../domain/working-days.ts';
import type { Definition } from '../../../procedures/definition/definition.ts';

const NOTICE_MS = 48 * 3_600_000;

/** Returns the démarches that close within 48 hours: at midnight in Brussels, at the end of their last day. */
export function closingSoon(definitions: readonly Definition[], now: Date): Definition[] {
  return definitions.filter(({ closesOn }) => {
    if (closesOn === undefined) return false;
    const left = startOfDay(daysAfter(closesOn, 1)).getTime() - now.getTime();
    return left > 0 && left <= NOTICE_MS;
  });
}
