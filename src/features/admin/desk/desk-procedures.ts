import type { LocalDate } from '../../../domain/local-date.ts';
import { type HandledDefinition, isHandled } from '../../procedures/definition/definition.ts';
import { openingOn } from '../../procedures/definition/opening.ts';
import type { Procedures } from '../../procedures/versions/procedures.ts';

type Wanted = { departments: readonly string[]; today: LocalDate };

/**
 * Returns the démarches that an agent may enter for somebody: open today, of one of their departments, as they read what
 * they entered there, and for citizens, as nobody acts for an organisation at the desk.
 */
export function deskProcedures({ definitions }: Procedures, { departments, today }: Wanted): HandledDefinition[] {
  return definitions
    .filter(isHandled)
    .filter(({ department, audiences }) => departments.includes(department) && audiences.includes('citizen'))
    .filter((definition) => openingOn(definition, today).state === 'open');
}
