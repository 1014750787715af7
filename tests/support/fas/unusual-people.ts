import type { Visitor } from '../visitor.ts';
import type { ForgedFas } from './forged-fas.ts';
import { setOut } from './identify.ts';

/** Somebody as the card says it, and how their number is shown. The numbers are fictitious. */
export type UnusualPerson = {
  what: string;
  firstName: string | null;
  lastName: string;
  nationalNumber: string;
  masked: string;
};

/** Completes nine digits, which are the date and the serial number. Since 2000 a 2 is put before them to be checked. */
function numberOf(date: string, { since2000 = false } = {}): Pick<UnusualPerson, 'nationalNumber' | 'masked'> {
  const body = `${date.replaceAll('.', '')}997`;
  const check = 97 - (Number(since2000 ? `2${body}` : body) % 97);
  return { nationalNumber: `${body}${String(check).padStart(2, '0')}`, masked: `${date}-***.**` };
}

const LONG = 200;
const since2000 = true;

export const UNUSUAL_PEOPLE: readonly UnusualPerson[] = [
  { what: 'a BIS number, sex known', firstName: 'Amina', lastName: 'El Idrissi', ...numberOf('85.47.30') },
  { what: 'a BIS number, sex unknown', firstName: 'Ngọc Ánh', lastName: 'Nguyễn', ...numberOf('85.27.30') },
  {
    what: 'a BIS number of somebody born since 2000 on an unknown day',
    firstName: 'Łukasz',
    lastName: 'Żółć',
    ...numberOf('04.40.00', { since2000 }),
  },
  { what: 'no first name, and an unknown birth date', firstName: null, lastName: 'Suryani', ...numberOf('60.00.00') },
  { what: 'an unknown day of birth', firstName: 'Fatma', lastName: 'Yılmaz', ...numberOf('72.06.00') },
  { what: 'a birth in 2000', firstName: 'Zoé', lastName: 'Lambert', ...numberOf('00.01.01', { since2000 }) },
  {
    what: 'a birth since 2000, of unknown date',
    firstName: 'Ibrahim',
    lastName: 'Diallo',
    ...numberOf('07.00.00', { since2000 }),
  },
  {
    what: 'a birth on a day whose numbers are all given out',
    firstName: 'Mehmet',
    lastName: 'Kaya',
    ...numberOf('66.01.33'),
  },
  {
    what: 'hyphens, particles, an apostrophe and a double name',
    firstName: 'Anne-Sophie',
    lastName: 'Van den Bossche - D’Hondt',
    ...numberOf('01.03.15', { since2000 }),
  },
  {
    what: 'long names, of many words and of one',
    firstName: 'Maria da Conceição '
      .repeat(20)
      .slice(0, LONG - 1)
      .concat('x'),
    lastName: 'Wolfeschlegelsteinhausenbergerdorff'.repeat(6).slice(0, LONG),
    ...numberOf('79.02.11'),
  },
];

/**
 * Goes from « M’identifier » to FAS and back as this person. The names come with letters and accents apart, as some systems
 * write them.
 */
export async function showCard(
  visitor: Visitor,
  forged: ForgedFas,
  { firstName, lastName, nationalNumber }: Omit<UnusualPerson, 'what' | 'masked'>,
): Promise<void> {
  const givenName = firstName?.normalize('NFD');
  forged.say({ about: { egovNRN: nationalNumber, surname: lastName.normalize('NFD'), givenName } });
  await visitor.open(`/identification/callback?${forged.return(await setOut(visitor))}`);
  await visitor.follow();
}
