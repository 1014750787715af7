import type { App } from '../../../../app.ts';
import { LANGUAGES } from '../../../../domain/language.ts';
import { NotFound } from '../../../../domain/not-found.ts';
import type { EnterpriseNumber } from '../../../../domain/numbers/enterprise-number.ts';
import type { Answers } from '../../../procedures/definition/answers.ts';
import type { HandledDefinition } from '../../../procedures/definition/definition.ts';
import { findMembership } from '../../../profiles/members/memberships.repository.ts';
import { actAsFiler } from '../../filer/act-as-filer.ts';
import { type CitizenFiler, profileOfFiler } from '../../filer/filer.ts';
import { findDraft, updateDraftProfile } from '../drafts.repository.ts';
import { type Known, knownOf } from '../known-answers.ts';
import type { DraftApp, OwnDraft } from '../own-draft.ts';
import { unsealAnswers } from '../sealed-answers.ts';

type Move = { own: OwnDraft; filer: CitizenFiler; to: EnterpriseNumber | null };

/**
 * Moves a draft to another profile of the same citizen. The answers stay, but those that the former profile had proposed
 * and nobody changed: they are asked again, and proposed from the new profile. Returns the ids of their fields.
 */
export async function moveDraft(app: DraftApp & Pick<App, 'texts'>, { own, filer, to }: Move): Promise<string[]> {
  const { draft, definition } = own;
  const of = { id: draft.id, filerId: filer.id };
  const before = await knownInEachLanguage(app, filer, draft.enterpriseNumber);
  const after = await knownInEachLanguage(app, filer, to);
  return actAsFiler(app, filer, async (tx) => {
    const kept = await findDraft(tx, of);
    if (kept === null) throw new NotFound();
    const answers = unsealAnswers(app.sealing, { of: kept.id, answers: kept.answers });
    const removed = proposedBefore(definition, answers, { before, after });
    if (!(await updateDraftProfile(tx, of, { enterpriseNumber: to, removed }))) throw new NotFound();
    return removed;
  });
}

/** A job title was proposed in the language of its page. */
async function knownInEachLanguage(
  { db, texts }: Pick<App, 'db' | 'texts'>,
  filer: CitizenFiler,
  enterpriseNumber: EnterpriseNumber | null,
): Promise<Known[]> {
  const profile = profileOfFiler(filer, enterpriseNumber);
  const membership =
    enterpriseNumber === null ? null : await findMembership(db, { enterpriseNumber, citizenId: filer.id });
  return LANGUAGES.map((language) => knownOf({ filer, profile, membership }, texts[language]));
}

type Around = { before: readonly Known[]; after: readonly Known[] };

function proposedBefore({ steps }: HandledDefinition, answers: Answers, { before, after }: Around): string[] {
  const fields = steps.flatMap((step) => step.fields);
  return fields.flatMap((field) => {
    const source = 'propose' in field ? field.propose : undefined;
    const answer = answers[field.id];
    if (source === undefined || answer === undefined) return [];
    const says = (known: Known) => known[source] === answer;
    return before.some(says) && !after.some(says) ? [field.id] : [];
  });
}
