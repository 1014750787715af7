import { z } from 'zod';

/** The revision of the submission that a form was shown with, from its field `version`. One that is none is taken for an old one. */
export const revisionSeen = z.coerce.number().int().catch(0);

/** What came back after the session had ended, by field. */
type Typed = Readonly<Record<string, string | readonly string[]>>;

/**
 * The revision that a form is shown with first: where it comes back after the session had ended, still the one that it was
 * shown with, so that what a colleague changed meanwhile is not overwritten in silence.
 */
export function firstRevision(typedBefore: Typed | undefined, now: number): number {
  return typedBefore === undefined ? now : revisionSeen.parse(typedBefore['version']);
}

type Shown = {
  /** The revision that the form was shown with before, where it stands on it still. */
  seen: number | null;
  /** Why nothing was changed, where a colleague came first. */
  late: string | null;
};

/** The revision that a form carries. Where a colleague came first it stands on what is there now, as the page says so. */
export function carriedRevision({ seen, late }: Shown, typedBefore: Typed | undefined, now: number): number {
  return seen ?? (late === null ? firstRevision(typedBefore, now) : now);
}
