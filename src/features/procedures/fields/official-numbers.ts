import { EnterpriseNumber, formatEnterpriseNumber, parseEnterpriseNumber } from '../../../domain/enterprise-number.ts';
import { formatEstablishmentNumber, parseEstablishmentNumber } from '../../../domain/establishment-number.ts';
import { formatIban, parseIban } from '../../../domain/iban.ts';
import { parsePlate } from '../../../domain/licence-plate.ts';
import { maskNationalNumber, parseNationalNumber } from '../../../domain/national-number.ts';
import type { FieldKind, FieldOf, ProblemKey } from './field-kind.ts';
import { readLine, type SimpleField } from './typed-text.ts';

type NumberType = 'iban' | 'enterpriseNumber' | 'establishmentNumber' | 'nationalNumber' | 'plate';
type Rules = { parse: (line: string) => string | null; problem: ProblemKey; format: (number: string) => string };

export const iban = numberKind<'iban'>({ parse: parseIban, problem: 'procedures:problem.iban', format: formatIban });

export const enterpriseNumber = numberKind<'enterpriseNumber'>({
  parse: (line) => {
    const reading = parseEnterpriseNumber(line);
    return reading.ok ? reading.number : null;
  },
  problem: 'procedures:problem.enterpriseNumber',
  format: (number) => formatEnterpriseNumber(EnterpriseNumber.parse(number)),
});

export const establishmentNumber = numberKind<'establishmentNumber'>({
  parse: parseEstablishmentNumber,
  problem: 'procedures:problem.establishmentNumber',
  format: formatEstablishmentNumber,
});

/** Always shown masked, as a protected identifier (law of 8 August 1983). */
export const nationalNumber = numberKind<'nationalNumber'>({
  parse: parseNationalNumber,
  problem: 'procedures:problem.nationalNumber',
  format: maskNationalNumber,
});

export const plate = numberKind<'plate'>({ parse: parsePlate, problem: 'procedures:problem.plate', format: String });

/** Makes the kind of an official number: one line with its own check digits, kept in one form and shown in another. */
function numberKind<Type extends NumberType>({ parse, problem, format }: Rules): FieldKind<FieldOf<Type>> {
  return {
    controls: (field: { id: string }) => [field.id],
    read: (field: SimpleField, typed, asking) =>
      readLine(field, {
        typed,
        asking,
        judge: (line, control) => {
          const answer = parse(line);
          return answer === null ? { ok: false, control, key: problem } : { ok: true, answer };
        },
      }),
    words: (_field, answer) => format(String(answer)),
    cell: (_field, answer) => format(String(answer)),
  };
}
