import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type LocalDate, localDateOf } from '../../domain/local-date.ts';
import { daysAfter } from '../../domain/working-days.ts';
import type { Citizen } from '../../features/accounts/citizens.repository.ts';
import type { Answers } from '../../features/procedures/definition/answers.ts';
import { type HandledDefinition, isHandled } from '../../features/procedures/definition/definition.ts';
import { feeInCents } from '../../features/procedures/definition/fee.ts';
import { visibleAnswers, walk } from '../../features/procedures/journey.ts';
import type { Procedures } from '../../features/procedures/versions/procedures.ts';
import { isOpen } from '../../features/submissions/submission-status.ts';
import type { Database } from '../../platform/database.ts';
import type { Storage } from '../../platform/storage/storage.ts';
import { DEMONSTRATION_ANSWERS } from './demonstration-answers.ts';
import {
  DEMONSTRATION_DRAFTS,
  DEMONSTRATION_ORGANISATIONS,
  DEMONSTRATION_REQUESTS,
  type DemonstrationRequest,
} from './demonstration-requests.ts';
import {
  insertBegunDraft,
  insertDocument,
  insertProfile,
  insertRequest,
  type NewDocument,
} from './demonstration-rows.ts';
import { insertIssuedDocument, issuedFor } from './issued-documents.ts';
import { type SmallDocument, smallPdf } from './small-documents.ts';
import { streetPhoto } from './street-photo.ts';

type LoadApp = { db: Database; storage: Storage; procedures: Procedures };
type People = Readonly<Record<'lucie' | 'jan', Citizen>>;

/**
 * Creates two organisations, and requests in every status with their documents. What only the staff brings about is
 * written as it would have left it. The documents are kept before the rows that name them.
 */
export async function loadDemonstrationSubmissions(app: LoadApp, people: People): Promise<void> {
  const photo = await streetPhoto();
  const prepared = DEMONSTRATION_REQUESTS.map((request) => prepare({ ...app, photo }, people[request.by], request));
  await keepDocuments(
    app.storage,
    prepared.flatMap(({ documents, issued }) => [...documents, ...issued]),
  );
  const drafts = DEMONSTRATION_DRAFTS.map((draft) => prepareDraft(app.procedures, people[draft.by], draft));
  await app.db.transaction(async (tx) => {
    for (const organisation of Object.values(DEMONSTRATION_ORGANISATIONS)) {
      await insertProfile(tx, organisation, membersOf(organisation, people));
    }
    for (const { row, documents, issued } of prepared) {
      await insertRequest(tx, row);
      for (const document of documents) await insertDocument(tx, { ...document, submissionId: row.id });
      for (const one of issued) await insertIssuedDocument(tx, one, { submissionId: row.id, issuedAt: row.changedAt });
    }
    for (const draft of drafts) await insertBegunDraft(tx, draft);
  });
}

const membersOf = ({ manager }: { manager: keyof People }, { lucie, jan }: People) =>
  manager === 'lucie' ? { manager: lucie, member: jan } : { manager: jan, member: lucie };

const organisationOf = (profile: DemonstrationRequest['for']) =>
  profile === null ? null : DEMONSTRATION_ORGANISATIONS[profile];

function prepareDraft(procedures: Procedures, citizen: Citizen, draft: (typeof DEMONSTRATION_DRAFTS)[number]) {
  const { slug, steps } = draft;
  const organisation = organisationOf(draft.for);
  const { definition, version } = formOf(procedures, slug);
  const filled = DEMONSTRATION_ANSWERS[slug]({ ...citizen, organisation }, localDateOf(new Date()));
  return { citizen, organisation, slug, version, steps, answers: JSON.stringify(ofSteps(definition, filled, steps)) };
}

type Given = { procedures: Procedures; photo: Buffer };

function prepare({ procedures, photo }: Given, citizen: Citizen, request: DemonstrationRequest) {
  const { definition, version } = formOf(procedures, request.slug);
  const organisation = organisationOf(request.for);
  const filedAt = daysAgo(request.filed);
  const filled: Answers = DEMONSTRATION_ANSWERS[request.slug]({ ...citizen, organisation }, localDateOf(filedAt));
  const fields = walk(definition, filled).flatMap(({ asked }) =>
    asked.flatMap((one) => (one.kind === 'field' && one.field.type === 'file' ? [one.field.id] : [])),
  );
  const documents = fields.map((field) => ({ field, ...documentFor(field, photo) }));
  const named = Object.fromEntries(documents.map(({ field, id }) => [field, [id]]));
  const answers = visibleAnswers(walk(definition, { ...filled, ...named }));
  const feeCents = feeInCents(definition.fee, { answers, audience: organisation?.kind ?? 'citizen' });
  const row = {
    ...{ id: randomUUID(), citizen, organisation, slug: request.slug, version, feeCents, filedAt },
    answers: JSON.stringify(answers),
    declared: definition.declarations.map(({ id }) => id),
    status: request.status,
    changedAt: daysAgo(request.changed),
    dueOn: dueOn(definition, request),
  };
  return { row, documents, issued: issuedFor(request.status) };
}

function formOf(procedures: Procedures, slug: string): { definition: HandledDefinition; version: number } {
  const current = procedures.current(slug);
  if (current === null || !isHandled(current.definition)) throw new Error(`${slug} has no form`);
  return { definition: current.definition, version: current.version };
}

const DAY_MS = 86_400_000;
const daysAgo = (days: number) => new Date(Date.now() - days * DAY_MS);

/** Returns the announced day; null where no delay runs, as before a payment or once the request is closed. */
function dueOn({ delay }: HandledDefinition, { status, changed }: DemonstrationRequest): LocalDate | null {
  if (status === 'awaiting-payment' || !isOpen(status)) return null;
  if (status === 'submitted' && delay.from !== 'filing') return null;
  return daysAfter(localDateOf(daysAgo(changed)), delay.days);
}

/** A photo where the place is to be shown, else a PDF that says what it stands for. */
function documentFor(field: string, photo: Buffer): NewDocument {
  const document: SmallDocument = /photo|sketch/i.test(field)
    ? { mediaType: 'image/jpeg', extension: 'jpg', content: photo }
    : smallPdf(`Document de demonstration : ${field}`);
  return { ...document, id: randomUUID(), name: `${field}.${document.extension}` };
}

async function keepDocuments(storage: Storage, documents: readonly NewDocument[]): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'demonstration-'));
  try {
    for (const { id, content } of documents) {
      const file = path.join(folder, id);
      await writeFile(file, content);
      await storage.keep(id, file);
    }
  } finally {
    await rm(folder, { recursive: true });
  }
}

function ofSteps({ steps }: HandledDefinition, answers: Answers, done: readonly string[]): Answers {
  const fields = steps.filter(({ id }) => done.includes(id)).flatMap((step) => step.fields.map(({ id }) => id));
  return Object.fromEntries(Object.entries(answers).filter(([field]) => fields.includes(field)));
}
