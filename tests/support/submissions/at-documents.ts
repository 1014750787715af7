import { beginDraft, fillEventPermit } from '../drafts/drafts.ts';
import { signUp } from '../journeys.ts';
import type { TestPortal } from '../portal.ts';
import type { Visitor } from '../visitor.ts';

/** A citizen on the step of the documents of « event-permit »: plan, insurance and, for a street party, neighbours. */
export async function atDocuments(portal: TestPortal): Promise<{ visitor: Visitor; draft: string; step: string }> {
  const { visitor } = await signUp(portal);
  const draft = await beginDraft(visitor, 'event-permit');
  await fillEventPermit(visitor, draft, 'documents');
  const step = `${draft}/documents`;
  await visitor.open(step);
  return { visitor, draft, step };
}
