import { readChallenge } from '../../src/features/accounts/captcha/captcha.ts';
import { linkIn, type TestPortal } from './portal.ts';
import { type Answer, newAddress, PASSWORD, Visitor } from './visitor.ts';

/**
 * Returns the digits that a person would read. They can only be read here because the portal's own key opens the
 * challenge.
 */
export function captchaAnswer(portal: TestPortal, html: string): string {
  const [, challenge = ''] = /name="captchaChallenge" value="([^"]+)"/.exec(html) ?? [];
  const captcha = readChallenge(portal.app, challenge);
  if (captcha === null) throw new Error('no captcha that can be answered on this page');
  return captcha.digits;
}

export type Person = { firstName: string; lastName: string; email: string; password: string };
export const lucie = (changes: Partial<Person> = {}): Person => ({
  firstName: 'Lucie',
  lastName: 'Lambert',
  email: newAddress('lucie'),
  password: PASSWORD,
  ...changes,
});

/** Fills the French sign-up page and presses « Créer un compte ». */
export async function submitSignUp(visitor: Visitor, person: Person, captcha?: string): Promise<Answer> {
  visitor
    .fill('Prénom', person.firstName)
    .fill('Nom', person.lastName)
    .fill('Adresse e-mail', person.email)
    .fill('Mot de passe', person.password)
    .fill('Vérification', person.password)
    .fill('Recopiez les 4 chiffres de l’image', captcha ?? captchaAnswer(visitor.portal, visitor.page.html));
  return visitor.press('Créer un compte');
}

export async function signUp(portal: TestPortal, person = lucie()): Promise<{ visitor: Visitor; person: Person }> {
  const visitor = new Visitor(portal);
  await visitor.open('/fr/sign-up');
  await submitSignUp(visitor, person);
  if (visitor.page.location !== '/fr/my-space')
    throw new Error(`sign-up answered ${visitor.page.status}: ${visitor.page.html}`);
  return { visitor, person };
}

export async function signIn(portal: TestPortal, person: Pick<Person, 'email' | 'password'>): Promise<Visitor> {
  const visitor = new Visitor(portal);
  await visitor.open('/fr/sign-in');
  visitor.fill('Adresse e-mail', person.email).fill('Mot de passe', person.password);
  await visitor.press('Connecter');
  return visitor;
}

/** Follows the link of the confirmation mail and presses its button. */
export async function confirmAddress(visitor: Visitor, person: Person): Promise<void> {
  const mail = await visitor.portal.mailTo(person.email, /Confirmez votre adresse/);
  await visitor.open(new URL(linkIn(mail)).pathname);
  await visitor.press('Confirmer mon adresse');
}

export const text = (html: string): string =>
  html
    .replace(/<(script|style)[\s\S]*?<\/\1>/g, '')
    .replace(/<\/?bdi\b[^>]*>/g, '')
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('&#39;', "'")
    .replace(/[\s\u00a0]+/g, ' ');
