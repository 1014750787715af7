import type { Tag } from '../../web/page/tag.ts';
import type { Translate } from '../../web/page/texts.ts';

/** A session of the one who looks: the one in which they look, another one that is open, or one that has ended. */
export type SessionState = 'here' | 'open' | 'ended';
const COLOURS = { here: 'green', open: 'blue', ended: 'grey' } as const;

export const sessionTag = (state: SessionState, t: Translate): Tag => ({
  text: t(`credentials:session.state.${state}`),
  colour: COLOURS[state],
});
