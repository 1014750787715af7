import type { App } from '../../../app.ts';
import type { StaffActor } from '../../staff/signed-in-staff.ts';
import { staffOpening } from '../../staff/staff-opening.ts';
import { type FiguresAsked, type ReadFigures, readFigures } from './read-figures.ts';

/** Reads the figures for a file, and writes to the audit log that somebody takes them away. */
export function exportFigures(
  { db, clock }: Pick<App, 'clock' | 'db'>,
  { asked, by }: { asked: FiguresAsked; by: StaffActor },
): Promise<ReadFigures> {
  return staffOpening({ db }, by, {
    find: (tx) => readFigures({ db: tx, clock }, { ...asked, reader: by }),
    event: () => ({ name: 'statistics-exported', details: asked }),
  });
}
