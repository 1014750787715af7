import type { LocalDate } from '../../../domain/local-date.ts';
import { formatLocalDate } from '../../../web/page/format.ts';
import type { Shell } from '../../../web/page/shell.ts';
import { type Opening, openingOn } from '../definition/opening.ts';

type Dates = Parameters<typeof openingOn>[0];

/** Says that a démarche is not open yet, has closed, or until when it is open; null when it is always open. */
export function openingText(dates: Dates, today: LocalDate, shell: Shell): string | null {
  return inWords(openingOn(dates, today), shell);
}

/** Says why a démarche cannot be begun today; null while it can. */
export function notOpenText(dates: Dates, today: LocalDate, shell: Shell): string | null {
  const opening = openingOn(dates, today);
  return opening.state === 'open' ? null : inWords(opening, shell);
}

function inWords(opening: Opening, { t, language }: Shell): string | null {
  const day = (date: string) => formatLocalDate(date, language);
  switch (opening.state) {
    case 'not-yet':
      return t('procedures:opening.not-yet', { date: day(opening.from) });
    case 'closed':
      return opening.reopensOn === null
        ? t('procedures:opening.closed', { date: day(opening.since) })
        : t('procedures:opening.paused', { date: day(opening.reopensOn) });
    case 'open':
      return opening.until === null ? null : t('procedures:opening.until', { date: day(opening.until) });
  }
}
