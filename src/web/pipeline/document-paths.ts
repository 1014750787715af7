/**
 * An address, as its route writes it, whose form brings documents: segments of letters and hyphens, and `:names`. The
 * last segment is none of `except`, which are pages of their own.
 */
export type DocumentPath = { path: string; except?: readonly string[] };

export const below = (folder: string, paths: readonly DocumentPath[]): DocumentPath[] =>
  paths.map(({ path, ...rest }) => ({ path: `${folder}${path}`, ...rest }));

/** Finds these addresses as Express does: in either case, with or without a slash at the end. */
export function documentPattern(paths: readonly DocumentPath[]): RegExp {
  return new RegExp(`^(?:${paths.map(patternOf).join('|')})/?$`, 'i');
}

function patternOf({ path, except = [] }: DocumentPath): string {
  const segments = path.split('/').map((segment) => (segment.startsWith(':') ? '[^/]+' : segment));
  const last = segments.pop() ?? '';
  return [...segments, except.length === 0 ? last : `(?!(?:${except.join('|')})/?$)${last}`].join('/');
}
