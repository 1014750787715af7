import { readFileSync } from 'node:fs';

export type CommonPasswords = Readonly<{
  /** Passwords of 12 characters or more that were seen in breaches, in lower case. */
  breached: ReadonlySet<string>;
  /** The cost that each word adds to guessing: 0 for a context word, 1 for any other common word. */
  wordCosts: ReadonlyMap<string, number>;
}>;

let known: CommonPasswords | null = null;

/** Reads the lists when the first password is chosen: most starts of a process are followed by none. */
export function commonPasswords(): CommonPasswords {
  known ??= readCommonPasswords();
  return known;
}

function readCommonPasswords(): CommonPasswords {
  const breached = new Set(readLines('./common-passwords.txt'));
  const common = [...breached, ...readLines('./common-password-words.txt'), ...belgianWords];
  const wordCosts = new Map([
    ...common.map((word) => [word, 1] as const),
    ...[...contextWords, ...readLines('./common-places.txt')].map((word) => [word, 0] as const),
  ]);
  return { breached, wordCosts };
}

/** Words of 3 to 11 letters that are often a whole password or its beginning, in lower case without accents. */
const belgianWords = words(`
    ajax amour anderlecht anniversaire antwerpen aout april april august augustus automne avril belgien belgique belgie
    bienvenue bisous bonjour boulanger brabant bruges brugge camille charleroi cherie chocolat chouchou coucou
    decembre dezember diamant diables dimanche donderdag donnerstag doudou dragon dinsdag dienstag ecole eden
    ete famille februari februar fevrier fleur fleurs football freitag freunde frites frohlich fruhling
    geheim geheimnis geluk gent gezin hallo herbst herfst hello hiver huis internet ikbendebeste iloveyou
    janvier januari januar jesus jetaime jeudi jezus juillet juin juni juli kerstmis kinderen lente liebe liebling
    liefde liefje lieverd liberte licorne loulou louvain leuven lundi lumiere maart maandag madame mai maison mama maman mardi
    mars marz mercredi mechelen mittwoch moeder molenbeek monamour montag namur nathalie noel novembre november octobre oktober
    october papa paques paradis pasen passe passwd poes poesje poisson poupette printemps prinses
    princesse samedi samstag saturday schat schatje septembre september soleil sommer sonntag sonnenschein standard
    surprise telephone toulouse vacances vakantie vader vendredi vogel voiture voetbal vriendin vrijdag welkom willkommen
    winter woensdag zaterdag zomer zondag zonneschijn
  `);

/**
 * The words that anybody would try first on this site, beside the places of common-places.txt: the commune, the name of
 * the portal and the word for password.
 */
const contextWords = words(`
    commune communale communal macommune gemeente mijngemeente gemeinde municipality belgique belgie belgium
    maisoncommunale hotelcommunal gemeentehuis guichet eguichet loket eloket espacepersonnel monespace
    monespacepersonnel persoonlijkeruimte mijnruimte mijnpersoonlijkeruimte personalspace myspace mypersonalspace
    personlicherbereich meinbereich meinpersonlicherbereich motdepasse monmotdepasse wachtwoord mijnwachtwoord
    paswoord password mypassword passwort meinpasswort kennwort azerty qwerty qwertz admin administration
    administrateur beheerder
  `);

function readLines(file: string): readonly string[] {
  return words(readFileSync(new URL(file, import.meta.url), 'utf8'));
}

function words(text: string): string[] {
  return text.split(/\s+/).filter(Boolean);
}
