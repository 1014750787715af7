import { type LocalDate, localDateOf, startOfDay } from '../../../../domain/local-date.ts';
import { daysAfter } from '../../../../domain/working-days.ts';
import type { Definition } from '../../../procedures/definition/definition.ts';
import { openingOn } from '../../../procedures/definition/opening.ts';

const NOTICE_MS = 48 * 3_600_000;

/**
 * Returns the démarches that close within 48 hours, with their last day: at midnight in Brussels, at the end of it. They
 * may open again later.
 */
export function closingSoon(definitions: readonly Definition[], now: Date): { slug: string; closesOn: LocalDate }[] {
  return definitions.flatMap((definition) => {
    const opening = openingOn(definition, localDateOf(now));
    if (opening.state !== 'open' || opening.until === null) return [];
    const left = startOfDay(daysAfter(opening.until, 1)).getTime() - now.getTime();
    return left <= NOTICE_MS ? [{ slug: definition.slug, closesOn: opening.until }] : [];
  });
}
