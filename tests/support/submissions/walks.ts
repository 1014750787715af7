import { dayFromNow, typedDay } from '../clocks/days.ts';

/** The values that are chosen or typed in the controls of a step, by their names. Several values tick several boxes. */
export type Typed = Readonly<Record<string, string | readonly string[]>>;
/** The values to type on a step of a form, and the number of documents that each field gets. */
export type Step = { id: string; typed: Typed; papers?: Readonly<Record<string, number>> };
/** A person's way through a form: for whom, what is typed on each step, and how many papers each field gets. */
export type Walk = {
  slug: string;
  profile: 'citizen' | 'association' | 'enterprise';
  steps: readonly Step[];
  /** Texts that the check page must show among the answers, by language. */
  said: Readonly<Record<'fr' | 'nl', readonly string[]>>;
};

const address = (name: string): Typed => ({
  [`${name}Street`]: 'Avenue Princesse Élisabeth',
  [`${name}Number`]: '12',
  [`${name}Postcode`]: '1030',
});

/** The three controls of a date so many days from today. */
function date(name: string, days: number): Typed {
  const { day, month, year } = typedDay(dayFromNow(days));
  return { [`${name}Day`]: day, [`${name}Month`]: month, [`${name}Year`]: year };
}

const eBikeGrant: Walk = {
  slug: 'e-bike-grant',
  profile: 'citizen',
  steps: [
    { id: 'applicant', typed: { birthDateDay: '29', birthDateMonth: '2', birthDateYear: '1988', ...address('home') } },
    {
      id: 'bicycle',
      typed: { ...date('invoiceDate', -20), price: '2.349,90', model: 'Stella « Vicenza »' },
    },
    { id: 'payment', typed: { account: 'NL91 ABNA 0417 1643 00', accountHolder: 'Lucie Lambert' } },
    {
      id: 'documents',
      typed: {},
      papers: { invoice: 2, proofOfPayment: 1, technicalSheet: 1, household: 1, taxNotice: 1 },
    },
  ],
  said: { fr: ['2 349,90 €', 'NL91 ABNA 0417 1643 00'], nl: ['€ 2.349,90', 'NL91 ABNA 0417 1643 00'] },
};

const eventPermit: Walk = {
  slug: 'event-permit',
  profile: 'citizen',
  steps: [
    { id: 'applicant', typed: address('home') },
    {
      id: 'event',
      typed: {
        eventName: 'Fête des voisins',
        kind: 'street-party',
        onSitePhone: '0470 12 34 56',
        ...address('place'),
        perimeter: 'Du 1 au 20',
      },
    },
    {
      id: 'safety',
      typed: { participants: '120', stands: '4', amplified: 'no', onSite: ['food', 'alcohol'], closedStreet: 'no' },
    },
    {
      id: 'when',
      typed: {
        ...date('from', 60),
        ...date('until', 60),
        startTime: '14h',
        endTime: '22:00',
        setUp: 'Le matin même',
      },
    },
    { id: 'documents', typed: {}, papers: { plan: 1, insurance: 1, neighbours: 1 } },
  ],
  said: { fr: ['Fête des voisins', '14:00'], nl: ['Fête des voisins', '14:00'] },
};

const parkingReservation: Walk = {
  slug: 'parking-reservation',
  profile: 'enterprise',
  steps: [
    { id: 'applicant', typed: address('home') },
    { id: 'use', typed: { purpose: 'removal', ...address('place'), length: '12' } },
    {
      id: 'when',
      typed: {
        ...date('from', 40),
        ...date('until', 41),
        startTime: '07:00',
        endTime: '18:00',
        days: '2',
        signs: 'commune',
      },
    },
    { id: 'vehicle', typed: { plate: '1-ABC-123' }, papers: { sketch: 1 } },
  ],
  said: { fr: ['60 €', '1-ABC-123'], nl: ['€ 60', '1-ABC-123'] },
};

const associationGrant: Walk = {
  slug: 'association-grant',
  profile: 'association',
  steps: [
    { id: 'association', typed: { status: 'registered', ...address('seat'), phone: '02 244 75 11' } },
    {
      id: 'project',
      typed: {
        title: 'Un potager pour tous',
        summary: 'Douze bacs, des ateliers et une fête.',
        themes: ['neighbourhood', 'environment'],
        audience: 'Les habitants du quartier',
        'dates.0.where': 'Parc Josaphat',
        ...date('dates.0.on', 90),
      },
    },
    {
      id: 'budget',
      typed: {
        'budget.0.post': 'Bacs et terre',
        'budget.0.expense': '1200',
        'budget.0.income': '1200',
        requested: '1000',
        account: 'BE68 5390 0754 7034',
      },
    },
    { id: 'documents', typed: {}, papers: { statutes: 1, accounts: 1, bankDetails: 1 } },
  ],
  said: { fr: ['Un potager pour tous', '1 000 €'], nl: ['Un potager pour tous', '€ 1.000'] },
};

/** The four démarches that a person files from « Commencer » to the receipt. */
export const WALKS: readonly Walk[] = [eBikeGrant, eventPermit, parkingReservation, associationGrant];

/** A stolen card, declared by somebody without an account. */
export const STOLEN_CARD: readonly Step[] = [
  {
    id: 'applicant',
    typed: {
      firstName: 'Amina',
      lastName: 'Van den Broeck',
      birthDateDay: '7',
      birthDateMonth: '3',
      birthDateYear: '2001',
      ...address('home'),
      email: 'amina@exemple.be',
    },
  },
  {
    id: 'loss',
    typed: {
      document: 'eid',
      kind: 'theft',
      ...date('happenedOn', -1),
      happenedAt: 'Gare de Schaerbeek',
      docStop: ['done'],
      policeReport: 'BR.12.L1.001234/2026',
    },
  },
  { id: 'appointment', typed: { speed: 'normal', ...date('preferredDay', 10), preferredTime: '9h30' } },
  { id: 'documents', typed: {}, papers: { policeStatement: 1 } },
];
