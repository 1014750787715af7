import { formatEnterpriseNumber, isEnterpriseNumber } from '../../../domain/numbers/enterprise-number.ts';
import { formatReference } from '../../../domain/numbers/reference.ts';
import type { Shell } from '../../../web/page/shell.ts';
import { isTextKey } from '../../../web/page/texts.ts';
import type { AuditEntry } from '../../audit/log/audit-log.repository.ts';

export type AuditDetail = { label: string; value: string };
/** The names that are not in the catalogues; the page that shows the events gives them. */
export type AuditNames = { department(code: string): string };
type Words = Pick<Shell, 't'> & { names: AuditNames };
/** These details may hold the code of a department. */
const OF_DEPARTMENTS: ReadonlySet<string> = new Set(['department', 'departments', 'before', 'after']);

/** These details come first, in this order: Postgres does not keep the order of the keys of a JSON object. */
const READ_FIRST = ['act', 'task', 'before', 'after', 'reason', 'proof'];

const role = (code: string) => `staff:role.${code}`;
const status = (code: string) => `staff:account.status.${code}`;
const act = (code: string) => `audit:act.${code}`;
const actOnStaff = (code: string) => `staff:account.act.${code}`;
const actOfHelpdesk = (code: string) => `helpdesk:act.${code}.title`;
const reason = (code: string) => `helpdesk:reason.${code}`;
const proof = (code: string) => `helpdesk:proof.${code}`;
const state = (code: string) => `profiles:state.${code}`;
const channel = (code: string) => `submissions:channel.${code}`;
const fate = (code: string) => `admin:retention.${code}`;
const purpose = (code: string) => `admin:numbers.purpose.${code}`;
const accessRole = (code: string) => `notifications:role.${code}`;
const answered = (code: string) => `audit:said.${code}`;
const wrong = (code: string) => `audit:wrong.${code.replaceAll(' ', '-')}`;
const setting = (code: string) => `commune:setting.${code}`;
/** Gives, for each detail that holds codes, the catalogue keys that may translate a code. */
const CODES: Readonly<Record<string, readonly ((code: string) => string)[]>> = {
  act: [act, actOnStaff, actOfHelpdesk],
  before: [role, status],
  after: [role, status],
  roles: [role],
  role: [role],
  status: [status],
  reason: [reason],
  proof: [proof],
  changed: [setting],
  state: [state],
  from: [state],
  channel: [channel],
  fate: [fate],
  purpose: [purpose],
  decision: [accessRole, answered],
  judgement: [answered],
  answer: [answered],
  wrong: [wrong],
};

/** Returns the details of an event as labels and values; a code that the catalogues know is translated. */
export function auditDetails({ details }: Pick<AuditEntry, 'details'>, words: Words): AuditDetail[] {
  const entries = Object.entries(details).toSorted(([one], [other]) => placeOf(one) - placeOf(other));
  return entries.flatMap(([name, value]) => {
    const text = detailText(name, value, words);
    const key = `audit:detail.${name}`;
    return text === '' ? [] : [{ label: isTextKey(key) ? words.t(key) : name, value: text }];
  });
}

function placeOf(name: string): number {
  const place = READ_FIRST.indexOf(name);
  return place < 0 ? READ_FIRST.length : place;
}

function detailText(name: string, value: unknown, words: Words): string {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) return value.map((one) => detailText(name, one, words)).join(', ');
  if (typeof value === 'object') {
    return Object.values(value)
      .map((one) => detailText(name, one, words))
      .filter((text) => text !== '')
      .join(' · ');
  }
  const text = String(value);
  if (Object.hasOwn(CODES, name) || OF_DEPARTMENTS.has(name)) return inWords(name, text, words);
  if (name === 'reference') return formatReference(text);
  if (name === 'enterpriseNumber' && isEnterpriseNumber(text)) return formatEnterpriseNumber(text);
  return name === 'query' ? withoutSearchedWords(text) : text;
}

/** Words that a person typed, and codes of an earlier release, stay as they are. */
function inWords(name: string, codes: string, { t, names }: Words): string {
  const keysOf = (Object.hasOwn(CODES, name) ? CODES[name] : undefined) ?? [];
  const said = codes.split(', ').map((code) => {
    const key = keysOf.map((keyOf) => keyOf(code)).find(isTextKey);
    if (key !== undefined) return t(key);
    return OF_DEPARTMENTS.has(name) ? names.department(code) : code;
  });
  return said.join(', ');
}

/** Hides the searched words, which may be the name of a citizen: auditors only need to know that a search was made. */
function withoutSearchedWords(query: string): string {
  const asked = new URLSearchParams(query);
  if (asked.has('q')) asked.set('q', '…');
  return [...asked].map(([name, value]) => `${name}=${value}`).join(' ');
}

/**
 * Returns the event in words. The name itself is returned for an event of an earlier release that the catalogues no
 * longer know.
 */
export function auditAct({ name }: Pick<AuditEntry, 'name'>, { t }: Pick<Shell, 't'>): string {
  const key = `audit:event.${name}`;
  return isTextKey(key) ? t(key) : name;
}

/**
 * Returns who acted: a member of the staff by name, a citizen by the first characters of the account, or the portal.
 */
export function auditActor({ staffMemberId, staffName, citizenId }: AuditEntry, { t }: Pick<Shell, 't'>): string {
  if (staffName !== null) return staffName;
  if (staffMemberId !== null) return t('audit:who.staff', { account: staffMemberId.slice(0, 8) });
  return citizenId === null ? t('audit:who.portal') : t('audit:who.citizen', { account: citizenId.slice(0, 8) });
}
