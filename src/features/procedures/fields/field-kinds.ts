import type { ItemField } from '../definition/field-definition.ts';
import { address } from './address.ts';
import { choice, choices, yesNo } from './choice.ts';
import { email, phone } from './contact.ts';
import { country } from './country.ts';
import { date } from './date.ts';
import { file, notice } from './document.ts';
import type { FieldKind, FieldOf } from './field-kind.ts';
import { money } from './money.ts';
import { decimal, integer } from './number.ts';
import { enterpriseNumber, establishmentNumber, iban, nationalNumber, plate } from './official-numbers.ts';
import { longText, text } from './text.ts';
import { time } from './time.ts';

type Kinds = { [Type in ItemField['type']]: FieldKind<FieldOf<Type>> };

/** Every type of field but the repeatable block, which journey.ts handles. No other code distinguishes types. */
const KINDS: Kinds = {
  text,
  longText,
  integer,
  decimal,
  money,
  date,
  time,
  email,
  phone,
  choice,
  choices,
  yesNo,
  address,
  iban,
  enterpriseNumber,
  establishmentNumber,
  nationalNumber,
  plate,
  country,
  file,
  notice,
};

/** Returns the kind that belongs to the type of the field. */
export function kindOf(field: ItemField): FieldKind {
  return KINDS[field.type] as unknown as FieldKind;
}
