/**
 * The people whom the FAS of development identifies. Their national numbers are fictitious: no such serial number is
 * given out on that day.
 */
export type Persona = {
  /** The identifier that FAS gives them: 40 hexadecimal digits that say nothing about them. */
  subject: string;
  nationalNumber: string;
  /** Null for somebody whose card has none. */
  firstName: string | null;
  lastName: string;
  language: 'fr' | 'nl' | 'de';
  note: string;
  /** The organisations for which they may act, as the register says it. */
  mandates: readonly string[];
};

const subject = (letter: string) => letter.repeat(40);

export const PERSONAS = [
  {
    subject: subject('1'),
    nationalNumber: '85073099734',
    firstName: 'Lucie Marie',
    lastName: 'Lambert',
    language: 'fr',
    note: 'lucie@demo.example',
    mandates: ['1999000150', '1999000249'],
  },
  {
    subject: subject('2'),
    nationalNumber: '79021199854',
    firstName: 'Jan',
    lastName: 'Peeters',
    language: 'nl',
    note: 'jan@demo.example',
    mandates: ['1999000249'],
  },
  {
    subject: subject('3'),
    nationalNumber: '01031599779',
    firstName: 'Anne-Sophie',
    lastName: 'Van den Bossche - D’Hondt',
    language: 'nl',
    note: 'born in 2001, double name',
    mandates: [],
  },
  {
    subject: subject('4'),
    nationalNumber: '85473099723',
    firstName: 'Amina',
    lastName: 'El Idrissi',
    language: 'fr',
    note: 'BIS number',
    mandates: [],
  },
  {
    subject: subject('5'),
    nationalNumber: '60000099769',
    firstName: null,
    lastName: 'Suryani',
    language: 'fr',
    note: 'one name, unknown birth date',
    mandates: [],
  },
] as const satisfies readonly Persona[];

/**
 * The means of identification on offer, each with its level of CSAM. The last two are too low for what asks for the
 * card.
 */
export const MEANS_OFFERED = [
  { means: 'eid', csamLevel: 500, label: 'eID' },
  { means: 'itsme', csamLevel: 450, label: 'itsme' },
  { means: 'mygov', csamLevel: 450, label: 'MyGov.be' },
  { means: 'code', csamLevel: 400, label: 'SMS' },
  { means: 'password', csamLevel: 200, label: 'Password' },
] as const;

export type Context = 'citizen' | 'enterprise';
export const acrOf = (csamLevel: number, context: Context) => `urn:be:fedict:iam:fas:${context}:Level${csamLevel}`;
