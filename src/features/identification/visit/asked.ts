import { z } from 'zod';
import type { App } from '../../../app.ts';
import { EnterpriseNumber } from '../../../domain/numbers/enterprise-number.ts';
import { type OwnPath, ownPath, withQuery } from '../../../web/pipeline/own-path.ts';
import { IdentificationLevel } from '../level.ts';

const Level = z.enum(['2', '3']).transform(Number).pipe(IdentificationLevel);

/** The parameters of these pages: the page to come back to, and the level of identification to reach. */
export type Asked = { next: OwnPath; level: IdentificationLevel };

/** Reads them from a query. A page that is not ours is replaced by `fallback`, a level that is none by the lower one. */
export function askedOf(
  { config }: Pick<App, 'config'>,
  query: Readonly<Record<string, unknown>>,
  fallback: OwnPath,
): Asked {
  const next = ownPath(query['next'], config.publicOrigin) ?? fallback;
  return { next, level: Level.safeParse(query['level']).data ?? 2 };
}

export function withAsked(path: OwnPath, { next, level }: Asked): OwnPath {
  return withQuery(path, { next, level: String(level) });
}

/** Returns the organisation whose page asks for a mandate; null for any other page. */
export function organisationIn(next: OwnPath): EnterpriseNumber | null {
  const [, number = ''] = /^\/[a-z]{2}\/profiles\/([0-9]{10})\/(?:organisation|access-request)$/.exec(next) ?? [];
  return EnterpriseNumber.safeParse(number).data ?? null;
}

/** Returns the id of the draft that a page is about: what an identification is for. Null for any other page. */
export function draftIn(next: OwnPath): string | null {
  return /^\/[a-z]{2}\/drafts\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?:[/?]|$)/.exec(next)?.[1] ?? null;
}
