import type { Language } from '../../../domain/language.ts';
import { localDateOf } from '../../../domain/local-date.ts';
import { NotFound } from '../../../domain/not-found.ts';
import type { Transaction } from '../../../platform/database.ts';
import { addJob } from '../../../platform/jobs.ts';
import type { Citizen } from '../../accounts/citizens.repository.ts';
import type { IdentifiedPerson } from '../../identification/find-identification.ts';
import { feeInCents } from '../../procedures/definition/fee.ts';
import { visibleAnswers } from '../../procedures/journey.ts';
import { lockDraft } from '../draft/drafts.repository.ts';
import { attachmentsOf, type DraftApp, type OwnDraft, ownDraft } from '../draft/own-draft.ts';
import { sealAnswers } from '../draft/sealed-answers.ts';
import { actAsFiler } from '../filer/act-as-filer.ts';
import { type Filer, profileOfFiler } from '../filer/filer.ts';
import { newVerificationCode } from '../issued/verification-code.ts';
import { documentsAsked } from './documents-asked.ts';
import { expectedDay } from './expected-day.ts';
import { type FilingProblem, filingProblem } from './filing-problems.ts';
import { insertSubmission } from './filings.repository.ts';
import { findFiled } from './find-filed.ts';
import { findIdentifiedFiler, withNumberOfCard } from './identified-filer.ts';
import { whoFiles } from './who-files.ts';

type Filing = {
  filer: Filer;
  /** The draft as it was read before the lock, under which it is read again. */
  own: OwnDraft;
  /** The revision that the form was shown with. */
  seen: number | null;
  declared: readonly string[];
  language: Language;
};
export type FileDraftOutcome =
  /** `reference` is eleven digits. The same for every post of the same draft. */
  | { outcome: 'filed'; reference: string }
  /** The answers changed since the page was shown: what stands there now. */
  | { outcome: 'changed'; own: OwnDraft }
  | { outcome: 'refused'; problem: FilingProblem; own: OwnDraft };

/**
 * Files a draft, once. It locks the account, then the draft, and judges what stands there now: whoever waited behind
 * another post of the same form finds the draft gone and gets the reference that it was filed under. Throws NotFound for
 * a draft that is not theirs.
 */
export function fileDraft(app: DraftApp, filing: Filing): Promise<FileDraftOutcome> {
  const { filer, own, seen, declared } = filing;
  const of = { id: own.draft.id, filerId: filer.id };
  return actAsFiler(app, filer, async (tx, citizen): Promise<FileDraftOutcome> => {
    const locked = await lockDraft(tx, of);
    if (locked === null) return { outcome: 'filed', reference: await referenceOf(tx, filer, own.draft.id) };
    const { definition } = own;
    const attachments = await attachmentsOf(tx, own.draft.id, definition);
    const now = ownDraft(app, locked, { path: own.path, definition, attachments });
    if (locked.revision !== seen) return { outcome: 'changed', own: now };
    const identified = await findIdentifiedFiler(app, tx, { filer, own: now });
    const asked = { own: now, filer, citizen, declared, today: localDateOf(app.clock.now()) };
    const problem = filingProblem({ ...asked, identified: identified !== null });
    if (problem !== null) return { outcome: 'refused', problem, own: now };
    return { outcome: 'filed', reference: await insert(app, tx, { ...filing, own: now, citizen, identified }) };
  });
}

async function referenceOf(tx: Transaction, filer: Filer, id: string): Promise<string> {
  const filed = await findFiled(tx, filer, id);
  if (filed === null) throw new NotFound();
  return filed.reference;
}

type Judged = Filing & { citizen: Citizen | null; identified: IdentifiedPerson | null };

async function insert(
  app: DraftApp,
  tx: Transaction,
  { filer, own, declared, language, citizen, identified }: Judged,
): Promise<string> {
  const { draft, definition, steps } = own;
  const answers = withNumberOfCard(steps, visibleAnswers(steps), identified);
  const audience = profileOfFiler(filer, draft.enterpriseNumber)?.kind ?? 'citizen';
  const feeCents = feeInCents(definition.fee, { answers, audience });
  const reference = await insertSubmission(tx, {
    ...whoFiles(citizen, identified, steps),
    identified,
    id: draft.id,
    answers: sealAnswers(app.sealing, definition, { of: draft.id, answers }),
    documents: documentsAsked(steps),
    declared: definition.declarations.map(({ id }) => id).filter((id) => declared.includes(id)),
    status: (feeCents ?? 0) > 0 ? 'awaiting-payment' : 'submitted',
    language,
    feeCents,
    desk: filer.kind === 'desk' ? { ...filer, citizenId: citizen?.id ?? null } : null,
    claimCode: newVerificationCode(),
    dueOn: expectedDay(definition, { on: localDateOf(app.clock.now()), feeCents }),
  });
  await addJob(tx, { name: 'send-submission-filed', payload: { id: draft.id } });
  return reference;
}
