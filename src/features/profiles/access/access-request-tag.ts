import type { Tag } from '../../../web/page/tag.ts';
import type { Translate } from '../../../web/page/texts.ts';
import type { AskedAccess } from '../profiles-overview.repository.ts';

const COLOURS = { open: 'blue', accepted: 'green', refused: 'red', withdrawn: 'grey' } as const;

/** Returns the tag that shows to whoever asked for access how far the request is. */
export function accessRequestTag({ status, handedOverAt }: AskedAccess, t: Translate): Tag {
  const atCommune = status === 'open' && handedOverAt !== null;
  const text = t(atCommune ? 'profiles:request.handedOver' : `profiles:request.${status}`);
  return { text, colour: COLOURS[status] };
}
