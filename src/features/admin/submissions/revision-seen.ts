import { z } from 'zod';

/**
 * Reads the revision that a form was shown with from its field `version`. A value that is not a revision counts as an
 * old one.
 */
export const revisionSeen = z.coerce.number().int().catch(0);

/** The fields that were typed before the session ended. */
type Typed = Readonly<Record<string, string | readonly string[]>>;

/**
 * Returns the revision that a form is first shown with. A form that comes back after the session ended keeps its
 * earlier revision, so that it does not silently overwrite a colleague's change.
 */
export function firstRevision(typedBefore: Typed | undefined, now: number): number {
  return typedBefore === undefined ? now : revisionSeen.parse(typedBefore['version']);
}

type Shown = {
  /** The revision that the form was shown with before; null to show it with the present one. */
  seen: number | null;
  /** The sentence that says that a colleague came first; null otherwise. */
  late: string | null;
};

/** Returns the revision that a form carries: the present one when a colleague came first, as the page then says so. */
export function carriedRevision({ seen, late }: Shown, typedBefore: Typed | undefined, now: number): number {
  return seen ?? (late === null ? firstRevision(typedBefore, now) : now);
}
