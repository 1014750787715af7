import { z } from 'zod';
import { readEmailAddress } from '../../domain/email-address.ts';
import { type Sentence, says } from './parse.ts';

/**
 * An address that something will be sent to. Where more was left out of it than what nobody sees, it is refused once and
 * what was read stands in the field.
 */
export const email = (missing: Sentence, wrong: Sentence) => addressOf({ missing, wrong, shownBack: true });

/** The address of an account that exists: nothing is sent to what was typed. */
export const knownEmail = (missing: Sentence, wrong: Sentence) => addressOf({ missing, wrong, shownBack: false });

/** Rules about several fields still run on what a transform returns: they must find a text. */
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
