import type { App } from '../../app.ts';
import type { Language } from '../../domain/language.ts';
import type { Mail } from '../../platform/mail/mailer.ts';
import type { ContentsOf } from './mail-bounds.ts';

export type MailKind = keyof App['mails'];
/**
 * The content of each mail, as the feature that sends it declares it in `src/quotas.ts`. No mail repeats what somebody
 * typed, because the address may belong to somebody else.
 */
export type MailContents = { [Kind in MailKind]: ContentsOf<App['mails'][Kind]> };
/** Every mail the portal sends. */
export type MailMessage = { [Kind in MailKind]: { kind: Kind } & MailContents[Kind] }[MailKind];

/** The model of views/emails/mail.ejs. */
export type MailPage = {
  language: Language;
  subject: string;
  /** The greeting and what it is about: the button stands right after. */
  opening: readonly string[];
  paragraphs: readonly string[];
  action: { label: string; url: string } | null;
  signature: readonly string[];
  communeNames: string;
  /** The colour of the commune, under white letters. */
  colour: string;
};

/** Writes a mail from its contents. Only send-mail.ts calls it, through which every mail passes. */
export function composeMail(
  app: Pick<App, 'commune' | 'texts' | 'templates'>,
  { message, to, language }: { message: MailMessage; to: string; language: Language },
): Mail {
  const page = mailPage(app, message, language);
  return {
    to,
    language,
    subject: page.subject,
    text: plainText(page),
    html: app.templates.get('emails/mail')(page),
  };
}

function mailPage(app: Pick<App, 'commune' | 'texts'>, message: MailMessage, language: Language): MailPage {
  const t = app.texts[language];
  const { kind, ...values } = message;
  const [about = '', ...paragraphs] = t(`notifications:${kind}.body`, values).split('\n\n');
  const action = 'url' in message ? { label: t(`notifications:${message.kind}.action`), url: message.url } : null;
  const { names, colours } = app.commune.in(language);
  const signature = t('notifications:signature').split('\n');
  return {
    language,
    subject: t(`notifications:${kind}.subject`, values),
    opening: [t('notifications:greeting'), about],
    paragraphs,
    action,
    signature,
    communeNames: names.join(' · '),
    colour: colours.brand,
  };
}

function plainText({ opening, paragraphs, action, signature }: MailPage): string {
  const link = action === null ? [] : [`${action.label}\n${action.url}`];
  return `${[...opening, ...link, ...paragraphs, signature.join('\n')].join('\n\n')}\n`;
}
