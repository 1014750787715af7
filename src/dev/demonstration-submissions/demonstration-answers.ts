import type { LocalDate } from '../../domain/local-date.ts';
import type { EnterpriseNumber } from '../../domain/numbers/enterprise-number.ts';
import { daysAfter } from '../../domain/working-days.ts';
import type { Answers } from '../../features/procedures/definition/answers.ts';

/** The person who fills in the forms of the demonstration, and for whom. */
export type Applicant = { firstName: string; lastName: string; email: string; organisation: Organisation | null };
export type Organisation = { enterpriseNumber: EnterpriseNumber; name: string };

const address = (street: string, number: string) => ({
  street,
  number,
  box: '',
  postcode: '1030',
  municipality: 'Schaerbeek',
});
const HOME = address('Avenue Princesse Élisabeth', '12');
const PLACE = address('Rue des Coteaux', '30');

type Filled = (applicant: Applicant, day: LocalDate) => Answers;

const person = ({ firstName, lastName, email }: Applicant): Answers => ({ firstName, lastName, home: HOME, email });

/** The answers of each démarche, as filled in on a given day, without documents. */
export const DEMONSTRATION_ANSWERS = {
  'e-bike-grant': (applicant, day) => ({
    ...person(applicant),
    birthDate: '1988-02-29',
    invoiceDate: daysAfter(day, -20),
    price: 234_990,
    model: 'Vicenza 28 pouces',
    account: 'BE68539007547034',
    accountHolder: `${applicant.firstName} ${applicant.lastName}`,
  }),
  'parking-reservation': (applicant, day) => ({
    ...person(applicant),
    purpose: 'removal',
    place: HOME,
    length: 12,
    from: daysAfter(day, 30),
    until: daysAfter(day, 31),
    startTime: '07:00',
    endTime: '18:00',
    days: 2,
    signs: 'commune',
    plate: '1ABC123',
  }),
  'event-permit': (applicant, day) => ({
    ...person(applicant),
    eventName: 'Fête des voisins',
    kind: 'street-party',
    onSitePhone: '+32470123456',
    place: PLACE,
    perimeter: 'Du numéro 1 au numéro 20',
    from: daysAfter(day, 60),
    until: daysAfter(day, 60),
    startTime: '14:00',
    endTime: '22:00',
    setUp: 'Montage à 10 h, démontage à 23 h',
    participants: 120,
    stands: 4,
    amplified: false,
    onSite: ['food'],
    closedStreet: false,
  }),
  terrace: ({ firstName, lastName, email, organisation }, day) => ({
    enterpriseNumber: organisation?.enterpriseNumber,
    organisationName: organisation?.name,
    jobTitle: `Gérance, ${firstName} ${lastName}`,
    organisationEmail: email,
    organisationPhone: '+3222000000',
    sign: 'Chez Dubois',
    place: PLACE,
    kind: 'terrace',
    surface: 18.5,
    tables: 6,
    chairs: 24,
    clearance: 180,
    from: daysAfter(day, 60),
    until: daysAfter(day, 240),
    equipment: ['windbreak'],
    hours: '11:00 – 22:00',
  }),
  'association-grant': ({ firstName, lastName, email, organisation }, day) => ({
    status: 'registered',
    enterpriseNumber: organisation?.enterpriseNumber,
    organisationName: organisation?.name,
    jobTitle: 'Présidence',
    chair: `${firstName} ${lastName}`,
    seat: PLACE,
    phone: '+3222000000',
    email,
    title: 'Un potager pour tous',
    summary: 'Douze bacs, des ateliers pour les enfants et une fête à la récolte.',
    themes: ['neighbourhood', 'environment'],
    audience: 'Les habitants du quartier',
    dates: [{ where: 'Parc Josaphat', on: daysAfter(day, 90) }],
    budget: [{ post: 'Bacs et terre', expense: 120_000, income: 120_000 }],
    requested: 100_000,
    account: 'BE68539007547034',
  }),
} satisfies Record<string, Filled>;

export type DemonstrationSlug = keyof typeof DEMONSTRATION_ANSWERS;
