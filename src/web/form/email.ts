import { z } from 'zod';
import { readEmailAddress } from '../../domain/email-address.ts';
import { type Sentence, says } from './parse.ts';

/**
 * An address to which something will be sent. When visible characters were left out of it, it is refused once, and the
 * field shows what was read.
 */
export const email = (missing: Sentence, wrong: Sentence) => addressOf({ missing, wrong, shownBack: true });

/** The address of an existing account. Nothing is sent to what was typed, so it is not shown back. */
export const knownEmail = (missing: Sentence, wrong: Sentence) => addressOf({ missing, wrong, shownBack: false });

/** Rules about several fields still run on the result of a transform, so it must be a text. */
const REFUSED = '';
type AddressRules = { missing: Sentence; wrong: Sentence; shownBack: boolean };

const addressOf = ({ missing, wrong, shownBack }: AddressRules) =>
  z.string({ error: says(missing) }).transform((typed, context) => {
    const reading = readEmailAddress(typed);
    if (!reading.ok) {
      context.addIssue({ code: 'custom', message: says(reading.problem === 'missing' ? missing : wrong) });
      return REFUSED;
    }
    if (reading.asSeen || !shownBack) return reading.address;
    const params = { read: reading.address };
    context.addIssue({ code: 'custom', message: says('web:field.email.read'), params });
    return REFUSED;
  });
