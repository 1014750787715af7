import { z } from 'zod';
import { isBelgianPostcode } from '../../../domain/brussels-postcodes.ts';
import { readColour } from '../../../domain/colours/colour.ts';
import { NEEDED_CONTRAST, weakestContrast } from '../../../domain/colours/commune-colours.ts';
import { readEmailAddress } from '../../../domain/email-address.ts';
import { isBic, parseIban } from '../../../domain/numbers/iban.ts';
import { parsePhone } from '../../../domain/phone-number.ts';
import { isStorable, visibleLine } from '../../../domain/visible-text.ts';
import { line, type Sentence, says } from '../../../web/form/parse.ts';
import { REASON_MAX } from '../reason-field.ts';

const NAME_MAX = 60;
const LINE_MAX = 120;
const MARK_MAX = 6;
const MOST_POSTCODES = 20;
const optionalLine = (max = LINE_MAX) =>
  z
    .string()
    .default('')
    .refine(isStorable, { error: says('web:field.unreadable') })
    .transform((typed) => visibleLine(typed) ?? '')
    .pipe(z.string().max(max, { error: says('web:field.tooLong') }));
const name = line('commune:problem.name', NAME_MAX);
const hours = line('commune:problem.hours', LINE_MAX);
const address = line('commune:problem.address', LINE_MAX);

/** Returns the value that `read` finds in a line, or else the sentence as the error of the field. */
const lineAs = <Read>(missing: Sentence, read: (typed: string) => Read | null, max = LINE_MAX) =>
  line(missing, max)
    .refine((typed) => read(typed) !== null, { error: says(missing) })
    .transform((typed) => read(typed) as Read);

/** Refuses a colour that is too weak to read, and says its contrast. */
const colour = lineAs('commune:problem.colour', readColour, 20).superRefine((read, context) => {
  if (read === null) return;
  const measured = weakestContrast(read);
  if (measured >= NEEDED_CONTRAST) return;
  const params = { measured, needed: NEEDED_CONTRAST };
  context.addIssue({ code: 'custom', input: read, message: says('commune:problem.contrast'), params });
});
const Colours = z.object({ brandColour: colour, staffColour: colour });

/** The fields that the form of the commune sends, in the order of the page. */
const Typed = z.object({
  nameFr: name,
  nameNl: name,
  nameEn: optionalLine(NAME_MAX),
  nameDe: optionalLine(NAME_MAX),
  mark: line('commune:problem.mark', MARK_MAX),
  postcodes: lineAs('commune:problem.postcodes', readPostcodes),
  email: lineAs('commune:problem.email', readEmail, 254),
  phone: lineAs('commune:problem.phone', (typed) => (parsePhone(typed).ok ? typed : null)),
  hoursFr: hours,
  hoursNl: hours,
  hoursEn: optionalLine(),
  hoursDe: optionalLine(),
  townHallFr: address,
  townHallNl: address,
  townHallEn: optionalLine(),
  townHallDe: optionalLine(),
  technicalDeskFr: optionalLine(),
  technicalDeskNl: optionalLine(),
  socialDeskFr: optionalLine(),
  socialDeskNl: optionalLine(),
  site: lineAs('commune:problem.site', readHost),
  childcareSite: lineAs('commune:problem.site', readHost),
  activitiesSite: lineAs('commune:problem.site', readHost),
  iban: lineAs('commune:problem.iban', parseIban),
  bic: optionalLine().transform((typed) => typed.replaceAll(' ', '').toUpperCase()),
  ...Colours.shape,
  wordmark: z.string().default(''),
  reason: line('admin:error.reason.missing', REASON_MAX),
});
export type TypedCommune = z.output<typeof Typed>;
export const SHOWN = Object.keys(Typed.shape) as (keyof TypedCommune)[];

/** The settings that an administrator may change; each error says how to repair it. */
export const CommuneFields = Typed.superRefine((typed, context) => {
  for (const field of problemsOf(typed)) {
    const message = says(field === 'bic' ? 'commune:problem.bic' : 'commune:problem.address');
    context.addIssue({ code: 'custom', input: typed, path: [field], message });
  }
  tellApart(typed, context);
});

/** The fields that a preview of the colours needs; the other fields may still be wrong. */
export const ColourFields = Colours.superRefine(tellApart);

function tellApart(typed: z.output<typeof Colours>, context: z.RefinementCtx): void {
  if (typed.brandColour !== typed.staffColour) return;
  const message = says('commune:problem.sameColours');
  context.addIssue({ code: 'custom', input: typed, path: ['staffColour'], message });
}

/** A desk has an address in both French and Dutch, or in neither. */
function problemsOf(typed: TypedCommune): (keyof TypedCommune)[] {
  const desks = (['technicalDesk', 'socialDesk'] as const).flatMap((desk) => {
    const [fr, nl] = [`${desk}Fr`, `${desk}Nl`] as const;
    if ((typed[fr] === '') === (typed[nl] === '')) return [];
    return [typed[fr] === '' ? fr : nl];
  });
  return typed.bic === '' || isBic(typed.bic) ? desks : [...desks, 'bic'];
}

function readPostcodes(typed: string): string[] | null {
  const codes = [...new Set(typed.split(/[\s,;]+/).filter(Boolean))];
  return codes.length > 0 && codes.length <= MOST_POSTCODES && codes.every(isBelgianPostcode) ? codes : null;
}

function readEmail(typed: string): string | null {
  const reading = readEmailAddress(typed);
  return reading.ok ? reading.address : null;
}

/** Accepts a whole address too, as people copy it from their browser, and returns its host. */
function readHost(typed: string): string | null {
  const host = typed
    .toLowerCase()
    .replace(/^https?:\/\//, '')
    .replace(/\/$/, '');
  return /^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/.test(host) ? host : null;
}
