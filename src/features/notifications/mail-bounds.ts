export const MINUTES = 60;
export const HOURS = 60 * MINUTES;
export const DAYS = 24 * HOURS;

/** A limit: so many mails within so many seconds, counted from the first mail. */
export type Bound = { mails: number; seconds: number };
export const of = (mails: number, seconds: number): Bound => ({ mails, seconds });

/**
 * `recipient` limits the mails to one address, `sender` those that one citizen makes the portal write to others. Null
 * means no limit. Each kind of mail is counted apart, so that one kind never stops another.
 */
export type MailBound = {
  recipient: Bound | null;
  sender: Bound | null;
  why: string;
  /** The sender is counted, and told, when the form is sent. */
  countedAtForm?: true;
  /** It goes to an address that somebody wants to have, which an account without a confirmed address may cause too. */
  toWantedAddress?: true;
};

declare const contents: unique symbol;
/** A kind of mail, as the feature that sends it declares it: its limits, and the type of what it says. */
export type DeclaredMail<Contents extends object = object> = MailBound & { readonly [contents]?: Contents };
export type ContentsOf<Mail> = Mail extends DeclaredMail<infer Contents> ? Contents : never;

/** Declares a kind of mail. Its words are `notifications:{kind}.subject`, `.body` and, where it has a link, `.action`. */
export const mail = <Contents extends object = object>(bound: MailBound): DeclaredMail<Contents> => bound;

/** The address that the button of a mail opens. */
export type Link = { url: string };

export const OWN_ACT = 'tells of what was done to the account: the first ones say it, a hundred say no more';
/** The limit of mails that the commune or a date causes. */
export const BY_COMMUNE: MailBound = {
  recipient: of(10, DAYS),
  sender: null,
  why: 'by the commune or by time; Mon espace tells it too',
};
