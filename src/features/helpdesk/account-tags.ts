import type { Translate } from '../../web/page/texts.ts';

export type AccountTag = { text: string; colour: 'green' | 'red' | 'yellow' };
type Known = { status: 'active' | 'suspended'; confirmed: boolean };

/** Where an account stands, at a glance. */
export function accountTags({ status, confirmed }: Known, t: Translate): AccountTag[] {
  const state: AccountTag =
    status === 'active'
      ? { text: t('helpdesk:state.active'), colour: 'green' }
      : { text: t('helpdesk:state.suspended'), colour: 'red' };
  return confirmed ? [state] : [state, { text: t('helpdesk:state.unconfirmed'), colour: 'yellow' }];
}
