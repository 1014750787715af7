import type { Tag } from '../../../web/page/tag.ts';
import type { Translate } from '../../../web/page/texts.ts';
import type { OrganisationState } from './organisation-states.ts';

const COLOURS = { claimed: 'grey', verified: 'green', contested: 'orange' } as const;

/** Returns the tag of an organisation's state: the same words in the same colour for citizens and for the staff. */
export const stateTag = (state: OrganisationState, t: Translate): Tag => ({
  text: t(`profiles:state.${state}`),
  colour: COLOURS[state],
});
