import {
  EnterpriseNumber,
  formatEnterpriseNumber,
  parseEnterpriseNumber,
} from '../../../domain/numbers/enterprise-number.ts';
import { formatEstablishmentNumber, parseEstablishmentNumber } from '../../../domain/numbers/establishment-number.ts';
import { formatIban, parseIban } from '../../../domain/numbers/iban.ts';
import { parsePlate } from '../../../domain/numbers/licence-plate.ts';
import { maskNationalNumber, parseNationalNumber } from '../../../domain/numbers/national-number.ts';
import { comesLater } from './comes-later.ts';
import type { FieldKind, FieldOf, ProblemKey } from './field-kind.ts';
import { lineKind } from './line-kind.ts';
import { lineWidget } from './widget.ts';

type NumberType = 'iban' | 'enterpriseNumber' | 'establishmentNumber' | 'nationalNumber' | 'plate';
type Rules = {
  parse: (line: string) => string | null;
  problem: ProblemKey;
  format: (number: string) => string;
};

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

/**
 * Masked wherever what is kept is shown, in its control too: a protected identifier (law of 8 August 1983). A mask that
 * comes back is read by who knows what is kept.
 */
export const nationalNumber = numberKind<'nationalNumber'>({
  parse: parseNationalNumber,
  problem: 'procedures:problem.nationalNumber',
  format: maskNationalNumber,
});

export const plate = numberKind<'plate'>({ parse: parsePlate, problem: 'procedures:problem.plate', format: String });

/** A number of one line with checks of its own, kept in one form and shown in another. */
function numberKind<Type extends NumberType>({ parse, problem, format }: Rules): FieldKind<FieldOf<Type>> {
  return lineKind<Type>({
    judge: (_field, line, control) => {
      const answer = parse(line);
      return answer === null ? { ok: false, control, key: problem } : { ok: true, answer };
    },
    formatTyped: (answer) => format(String(answer)),
    widget: (field, showing) =>
      comesLater(field)
        ? { look: 'later', text: showing.reader.t('procedures:later.nationalNumber') }
        : lineWidget(field, showing, { width: 20 }),
    words: (_field, answer) => format(String(answer)),
    cell: (_field, answer) => format(String(answer)),
  });
}
