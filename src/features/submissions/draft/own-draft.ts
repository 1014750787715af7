import type { App } from '../../../app.ts';
import { NotFound } from '../../../domain/not-found.ts';
import type { HandledDefinition } from '../../procedures/definition/definition.ts';
import { type VisibleStep, walk } from '../../procedures/journey.ts';
import type { Procedures } from '../../procedures/versions/procedures.ts';
import type { Draft } from './draft.ts';
import { type DraftStanding, standingOf } from './draft-standing.ts';
import { findDraft } from './drafts.repository.ts';
import { unsealAnswers } from './sealed-answers.ts';

export type DraftApp = Pick<App, 'clock' | 'db' | 'sealing'> & { procedures: Procedures };
/**
 * A draft with its numbers readable, the form of its version, the steps that its answers ask for, and whether it can be
 * filed today.
 */
export type OwnDraft = {
  draft: Draft;
  definition: HandledDefinition;
  steps: readonly VisibleStep[];
  standing: DraftStanding;
};

/** Throws NotFound for a draft that is somebody else's, or of an organisation one no longer acts for. */
export async function getOwnDraft(app: DraftApp, of: { id: string; filerId: string }): Promise<OwnDraft> {
  const found = await findDraft(app.db, of);
  if (found === null) throw new NotFound();
  return ownDraft(app, found, await app.procedures.form(found.slug, found.version));
}

/** Returns a draft as it was read from its row, with the form of its version. */
export function ownDraft(app: DraftApp, found: Draft, definition: HandledDefinition): OwnDraft {
  const answers = unsealAnswers(app.sealing, { of: found.id, answers: found.answers });
  const standing = standingOf(app.procedures, found, app.clock.now());
  return { draft: { ...found, answers }, definition, steps: walk(definition, answers), standing };
}
