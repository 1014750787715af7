import type { App } from '../../../app.ts';
import type { HandledDefinition } from '../../procedures/definition/definition.ts';
import type { Procedures } from '../../procedures/versions/procedures.ts';
import { findVerifiedDocument, type VerifiedDocument } from '../issued/issued-documents.repository.ts';

export type VerifyingApp = Pick<App, 'db' | 'quotas'> & { procedures: Procedures };
export type Verified = { document: VerifiedDocument; name: HandledDefinition['name'] };
export type Verification = { outcome: 'issued'; verified: Verified } | { outcome: 'unknown' | 'too-many' };

/**
 * Finds what the commune issued with a code, for anybody. Each code that does not exist takes a point of the network, so
 * that nobody tries codes by the million; who checks true documents is never kept waiting by their number.
 */
export async function findVerified(
  { db, quotas, procedures }: VerifyingApp,
  { code, network }: { code: string; network: string },
): Promise<Verification> {
  if ((await quotas.verifications.take(network)) > 0) return { outcome: 'too-many' };
  const document = await findVerifiedDocument(db, code);
  if (document === null) return { outcome: 'unknown' };
  await quotas.verifications.giveBack(network);
  const { name } = await procedures.form(document.slug, document.version);
  return { outcome: 'issued', verified: { document, name } };
}
