import { readEmailAddress } from '../../../domain/email-address.ts';
import { formatPhone, parsePhone } from '../../../domain/phone-number.ts';
import type { FieldKind, FieldOf } from './field-kind.ts';
import { readLine } from './typed-text.ts';
import { lineWidget, typedIn } from './widget.ts';

export const email: FieldKind<FieldOf<'email'>> = {
  controls: ({ id }) => [id],
  read: (field, typed, asking) =>
    readLine(field, {
      typed,
      asking,
      judge: (line, control) => {
        // Nothing is confirmed here: the answer is shown with the others before the form is sent.
        const reading = readEmailAddress(line);
        return reading.ok
          ? { ok: true, answer: reading.address }
          : { ok: false, control, key: 'procedures:problem.email' };
      },
    }),
  typed: (field, answer, prefix) => typedIn(field, prefix, String(answer)),
  widget: (field, showing) => lineWidget(field, showing, { inputmode: 'email' }),
  words: (_field, answer) => String(answer),
  cell: (_field, answer) => String(answer),
};

/**
 * A telephone number in any usual notation, kept in E.164 form (+32…). Numbers of other countries begin with + or 00.
 */
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
  typed: (field, answer, prefix) => typedIn(field, prefix, formatPhone(String(answer))),
  widget: (field, showing) => lineWidget(field, showing, { inputmode: 'tel', width: 20 }),
  words: (_field, answer) => formatPhone(String(answer)),
  cell: (_field, answer) => String(answer),
};
