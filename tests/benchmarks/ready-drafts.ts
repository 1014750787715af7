import type pg from 'pg';
import { dayFromNow } from '../support/clocks/days.ts';

/** Makes drafts of the demonstration account, of « parking-reservation » that miss nothing but the sketch, which may be left out. */
export async function makeDrafts(pool: pg.Pool, count: number): Promise<string[]> {
  const address = {
    street: 'Place Colignon',
    number: '1',
    postcode: '1030',
    municipality: 'Schaerbeek',
    country: 'BE',
  };
  const answers = {
    ...{ firstName: 'Lucie', lastName: 'Lambert', home: address, email: 'lucie@demo.example' },
    ...{ purpose: 'removal', place: address, length: 12, days: 2, signs: 'commune' },
    ...{ from: dayFromNow(40), until: dayFromNow(41), startTime: '07:00', endTime: '18:00' },
  };
  const { rows } = await pool.query<{ id: string }>(
    `insert into drafts (citizen_id, slug, version, answers, language)
    select citizens.id, 'parking-reservation', (select max(version) from procedure_versions where slug = 'parking-reservation'),
      $1, 'fr'
    from citizens, generate_series(1, $2) where email = 'lucie@demo.example' returning drafts.id`,
    [JSON.stringify(answers), count],
  );
  return rows.map(({ id }) => id);
}
