/** The step at which the mail server refused: the connection, the sender, the recipient, or the content. */
export type MailStep = 'connection' | 'sender' | 'recipient' | 'content';

type Refusal = { step: MailStep; code: number | null; status: string | null; answer: string };

/**
 * The mail server did not take a mail. `code` and `status` are the two numbers of its answer (RFC 5321 and 3463), null
 * where it gave none. Neither the answer nor the message holds an address, as the rows of jobs and the log keep them.
 */
export class MailNotTaken extends Error {
  readonly step: MailStep;
  readonly code: number | null;
  readonly status: string | null;
  readonly answer: string;
  constructor({ step, code, status, answer }: Refusal) {
    super(`mail not taken (${step}): ${answer}`);
    this.name = 'MailNotTaken';
    this.step = step;
    this.code = code;
    this.status = status;
    this.answer = answer;
  }
}

const LONGEST_ANSWER = 200;
const STEPS: Readonly<Record<string, MailStep>> = {
  'MAIL FROM': 'sender',
  'RCPT TO': 'recipient',
  DATA: 'content',
};

/** Reads an error of nodemailer, which names the command that was refused and repeats the answer of the server. */
export function mailNotTaken(error: unknown, to: string): MailNotTaken {
  const said = Object(error) as { message?: unknown; command?: unknown; response?: unknown; responseCode?: unknown };
  const response = typeof said.response === 'string' ? said.response : '';
  const code = typeof said.responseCode === 'number' ? said.responseCode : null;
  // A server that closes (421), or asks for a password (530), refuses the portal at whichever command.
  const atTheDoor = code === 421 || code === 530 || code === 535;
  const step: MailStep = (!atTheDoor && code !== null && STEPS[String(said.command)]) || 'connection';
  return new MailNotTaken({
    step,
    code,
    status: /^\d{3}[ -](\d\.\d{1,3}\.\d{1,3})\b/.exec(response)?.[1] ?? null,
    // If the mail was not begun, the message of nodemailer says what failed, such as the TLS that the portal asks for.
    answer: withoutAddresses(step === 'connection' || response === '' ? String(said.message) : response, to),
  });
}

/** Takes out of an answer whatever may name a person, a mailbox or a machine, and shortens it. */
export function withoutAddresses(answer: string, to: string | null): string {
  const mailbox = to?.slice(0, to.lastIndexOf('@')) ?? '';
  const named =
    mailbox === ''
      ? /(?!)/g
      : new RegExp(`(?<![\\w.+-])${mailbox.replace(/[$()*+.?[\\\]^{|}]/g, '\\$&')}(?![\\w+-])`, 'gi');
  return (
    answer
      .replace(/<[^<>]*>/g, '…')
      .replace(/[^\s<>()[\]",;:]*@[^\s<>()[\]",;]*/g, '…')
      .replaceAll(named, '…')
      .replace(/\b\d{1,3}(?:\.\d{1,3}){3}\b|\b[\da-f]{0,4}(?::[\da-f]{0,4}){2,7}\b/gi, '…')
      // biome-ignore lint/suspicious/noControlCharactersInRegex: a server may answer with any character
      .replace(/[\s\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]+/g, ' ')
      .trim()
      .slice(0, LONGEST_ANSWER)
  );
}
