import type { OrganisationState } from './organisation-states.ts';

/** The model of views/partials/state-tag.ejs. The colour only repeats what the text says. */
export type StateTag = { text: string; colour: 'grey' | 'green' | 'orange' };

const COLOURS = { claimed: 'grey', verified: 'green', contested: 'orange' } as const;

/** Returns the tag of an organisation's state, of the same colour for citizens and for the staff. */
export const stateTag = (state: OrganisationState, text: string): StateTag => ({ text, colour: COLOURS[state] });
