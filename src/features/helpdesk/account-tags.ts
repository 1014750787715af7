import type { Tag } from '../../web/page/tag.ts';
import type { Translate } from '../../web/page/texts.ts';

type Known = { status: 'active' | 'suspended'; confirmed: boolean };

/** Returns the state of an account as tags. */
export function accountTags({ status, confirmed }: Known, t: Translate): Tag[] {
  const state: Tag =
    status === 'active'
      ? { text: t('helpdesk:state.active'), colour: 'green' }
      : { text: t('helpdesk:state.suspended'), colour: 'red' };
  return confirmed ? [state] : [state, { text: t('helpdesk:state.unconfirmed'), colour: 'yellow' }];
}
