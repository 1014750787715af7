import { formatPhone, parsePhone } from '../../../domain/phone-number.ts';
import { email as emailRule } from '../../../web/form/parse.ts';
import type { FieldKind, FieldOf } from './field-kind.ts';
import { readLine } from './typed-text.ts';

const Email = emailRule('credentials:error.email.missing', 'credentials:error.email.wrong');

export const email: FieldKind<FieldOf<'email'>> = {
  controls: ({ id }) => [id],
  read: (field, typed, asking) =>
    readLine(field, {
      typed,
      asking,
      judge: (line, control) => {
        const { data: answer } = Email.safeParse(line);
        return answer === undefined ? { ok: false, control, key: 'procedures:problem.email' } : { ok: true, answer };
      },
    }),
  words: (_field, answer) => String(answer),
  cell: (_field, answer) => String(answer),
};

/** Any usual writing, kept as +32…; numbers of other countries begin with +. */
export const phone: FieldKind<FieldOf<'phone'>> = {
  controls: ({ id }) => [id],
  read: (field, typed, asking) =>
    readLine(field, {
      typed,
      asking,
      judge: (line, control) => {
        const reading = parsePhone(line);
        return reading.ok
          ? { ok: true, answer: reading.e164 }
          : { ok: false, control, key: 'procedures:problem.phone' };
      },
    }),
  words: (_field, answer) => formatPhone(String(answer)),
  cell: (_field, answer) => String(answer),
};
