import type { Translate } from '../../web/page/texts.ts';

/**
 * The purpose for which somebody came, told while they sign in or up. `email` is the address to which their link was
 * mailed: whoever has the link reads that mailbox.
 */
export type Errand = { text: string; email: string };

/** Read from the address one comes back to; null for an address that needs no word. Features give theirs in `routes.ts`. */
export type FindErrand = (next: string, t: Translate) => Promise<Errand | null>;
