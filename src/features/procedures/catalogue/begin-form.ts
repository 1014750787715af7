import type { LocalDate } from '../../../domain/local-date.ts';
import { fullName } from '../../../domain/person-name.ts';
import { type Radios, radiosField } from '../../../web/form/fields.ts';
import type { Shell } from '../../../web/page/shell.ts';
import type { OwnProfile } from '../../accounts/citizens.repository.ts';
import type { SignedIn } from '../../accounts/signed-in-citizen.ts';
import { type Definition, isHandled } from '../definition/definition.ts';
import { openingOn } from '../definition/opening.ts';

/** The form that begins a draft, with the profiles to choose from; or the reason why one cannot begin. */
export type BeginForm =
  | { kind: 'form'; action: string; profile: string | null; profiles: Radios | null; note: string | null }
  | { kind: 'words'; text: string; link: { href: string; text: string } | null };

/** views/partials/draft/begin-form.ejs: `words` are those of the button. */
export type BeginBlock = { begin: BeginForm; words: string };

/**
 * Returns the profiles that somebody may file this démarche for: themselves, and the organisations of a kind that it
 * admits.
 */
export function profilesAllowed(
  { audiences }: Pick<Definition, 'audiences'>,
  profiles: readonly OwnProfile[],
): string[] {
  const organisations = profiles.filter(({ kind }) => audiences.includes(kind));
  const numbers = organisations.map(({ enterpriseNumber }) => enterpriseNumber);
  return audiences.includes('citizen') ? ['citizen', ...numbers] : numbers;
}

type Asking = { signedIn: SignedIn | null; today: LocalDate; shell: Shell };

/**
 * Returns how to begin; null for a démarche that is handled elsewhere or not open today, as the page says so already.
 */
export function beginForm(definition: Definition, { signedIn, today, shell }: Asking): BeginForm | null {
  const { t, at } = shell;
  if (!isHandled(definition) || openingOn(definition, today).state !== 'open') return null;
  const { level } = definition.identification;
  const form = {
    kind: 'form' as const,
    action: at(`/procedures/${definition.slug}/drafts`),
    note: level >= 2 ? t('procedures:begin.identification') : null,
  };
  if (signedIn === null) {
    const note = form.note ?? t(level === 0 ? 'procedures:begin.guest' : 'procedures:begin.account');
    return { ...form, profile: 'citizen', profiles: null, note };
  }
  const allowed = profilesAllowed(definition, signedIn.citizen.profiles);
  const [only] = allowed;
  if (only === undefined) return withoutProfile(definition, shell);
  if (allowed.length === 1) return { ...form, profile: only, profiles: null };
  return { ...form, profile: null, profiles: profileChoice(allowed, signedIn, shell) };
}

function withoutProfile({ audiences }: Definition, { t, at }: Shell): BeginForm {
  const kind = audiences.includes('enterprise') ? 'enterprise' : 'association';
  const link = { href: at(`/profiles/new/${kind}`), text: t(`profiles:banner.create.${kind}`) };
  return { kind: 'words', text: t('procedures:begin.noProfile'), link };
}

function profileChoice(allowed: readonly string[], { citizen, actingProfile }: SignedIn, { t }: Shell): Radios {
  const named = new Map<string, string>(citizen.profiles.map(({ enterpriseNumber, name }) => [enterpriseNumber, name]));
  const choices = allowed.map((value) => ({ value, label: named.get(value) ?? fullName(citizen) }));
  const acting = actingProfile?.enterpriseNumber ?? 'citizen';
  const chosen = allowed.includes(acting) ? acting : (allowed[0] ?? '');
  return radiosField(
    { name: 'profile', legend: t('procedures:begin.profile'), choices },
    { values: { profile: chosen }, errors: [] },
  );
}
