import type { Language } from '../../../../domain/language.ts';
import { NotFound } from '../../../../domain/not-found.ts';
import type { HandledDefinition } from '../../../procedures/definition/definition.ts';
import { walk } from '../../../procedures/journey.ts';
import type { StaffActor } from '../../../staff/signed-in-staff.ts';
import { staffAct } from '../../../staff/staff-act.ts';
import { unsealAnswers } from '../../../submissions/draft/sealed-answers.ts';
import type { SubmissionApp } from '../../../submissions/follow-up/read-submission.ts';
import { lockSubmissionOfAgent } from '../../../submissions/follow-up/submissions.repository.ts';
import { noteOpening } from '../../../submissions/handling/note-opening.ts';
import type { Submission } from '../../../submissions/submission.ts';
import { type KeptNumber, keptNumbers } from './kept-numbers.ts';

/** The purposes for which the law of 8 August 1983 lets an agent read a national number. */
export const PURPOSES = ['register', 'document', 'identity'] as const;
export type Purpose = (typeof PURPOSES)[number];
type Reading = {
  /** Eleven digits. */
  reference: string;
  by: StaffActor;
  purpose: Purpose;
  language: Language;
};
export type NumbersRead = { numbers: readonly KeptNumber[]; definition: HandledDefinition };

/**
 * Returns the national numbers of a submission in clear, and writes to the audit log who read them, which, and for what.
 * Throws NotFound for a submission of a department that the agent does not work for; nothing is written where there is
 * none to read.
 */
export async function readNationalNumbers(
  app: SubmissionApp,
  { reference, by, purpose, language }: Reading,
): Promise<NumbersRead> {
  let read: NumbersRead | null = null;
  await staffAct<Submission>(app, by, {
    lock: (tx) => lockSubmissionOfAgent(tx, { reference, agentId: by.id }),
    async act(tx, { id, slug, version, answers }) {
      const definition = await app.procedures.form(slug, version);
      const numbers = keptNumbers(walk(definition, unsealAnswers(app.sealing, { of: id, answers })), language);
      read = { numbers, definition };
      if (numbers.length === 0) return null;
      await noteOpening(tx, { submissionId: id, staffMemberId: by.id });
      const fields = numbers.map(({ control }) => control);
      return { name: 'national-numbers-read', details: { reference, fields, purpose } };
    },
  });
  if (read === null) throw new NotFound();
  return read;
}
