import { readEmailAddress } from '../../../domain/email-address.ts';
import { formatPhone, parsePhone } from '../../../domain/phone-number.ts';
import { emailSlip } from '../../../web/form/email-slip.ts';
import { lineKind } from './line-kind.ts';
import { lineWidget } from './widget.ts';

export const email = lineKind<'email'>({
  judge: (_field, line, control) => {
    // Nothing is confirmed here: the answer is shown with the others before the form is sent.
    const reading = readEmailAddress(line);
    return reading.ok ? { ok: true, answer: reading.address } : { ok: false, control, key: 'procedures:problem.email' };
  },
  widget: (field, showing) => {
    const shown = lineWidget(field, showing, { inputmode: 'email' });
    return { ...shown, slip: emailSlip(shown.line.name, shown.line.value, showing.reader.t) };
  },
});

/**
 * A telephone number in any usual notation, kept in E.164 form (+32…). Numbers of other countries begin with + or 00.
 */
export const phone = lineKind<'phone'>({
  judge: (_field, line, control) => {
    const reading = parsePhone(line);
    return reading.ok ? { ok: true, answer: reading.e164 } : { ok: false, control, key: 'procedures:problem.phone' };
  },
  formatTyped: (answer) => formatPhone(String(answer)),
  look: { inputmode: 'tel', width: 20 },
  words: (_field, answer) => formatPhone(String(answer)),
});
