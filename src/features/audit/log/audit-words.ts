import { formatEnterpriseNumber, isEnterpriseNumber } from '../../../domain/numbers/enterprise-number.ts';
import { formatReference } from '../../../domain/numbers/reference.ts';
import type { Shell } from '../../../web/page/shell.ts';
import { isTextKey } from '../../../web/page/texts.ts';
import type { AuditEntry } from './audit-log.repository.ts';

export type AuditDetail = { label: string; value: string };

/** What an event concerns, label by label, in words where there are some. */
export function auditDetails({ details }: Pick<AuditEntry, 'details'>, { t }: Pick<Shell, 't'>): AuditDetail[] {
  return Object.entries(details).flatMap(([name, value]) => {
    const text = detailText(name, value);
    const key = `audit:detail.${name}`;
    return text === '' ? [] : [{ label: isTextKey(key) ? t(key) : name, value: text }];
  });
}

function detailText(name: string, value: unknown): string {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) return value.map((one) => detailText('', one)).join(', ');
  if (typeof value === 'object') {
    return Object.values(value)
      .map((one) => detailText('', one))
      .filter((text) => text !== '')
      .join(' · ');
  }
  const text = String(value);
  if (name === 'reference') return formatReference(text);
  if (name === 'enterpriseNumber' && isEnterpriseNumber(text)) return formatEnterpriseNumber(text);
  return name === 'query' ? withoutSearchedWords(text) : text;
}

/** What somebody searched for may be the name of a citizen: that a search was made is enough. */
function withoutSearchedWords(query: string): string {
  const asked = new URLSearchParams(query);
  if (asked.has('q')) asked.set('q', '…');
  return [...asked].map(([name, value]) => `${name}=${value}`).join(' ');
}

/** An event in words. One of an earlier release that has none keeps its name. */
export function auditAct({ name }: Pick<AuditEntry, 'name'>, { t }: Pick<Shell, 't'>): string {
  const key = `audit:event.${name}`;
  return isTextKey(key) ? t(key) : name;
}

/** Who did it: somebody of the staff by name, a citizen by the beginning of the account, or the portal itself. */
export function auditActor({ staffMemberId, staffName, citizenId }: AuditEntry, { t }: Pick<Shell, 't'>): string {
  if (staffName !== null) return staffName;
  if (staffMemberId !== null) return t('audit:who.staff', { account: staffMemberId.slice(0, 8) });
  return citizenId === null ? t('audit:who.portal') : t('audit:who.citizen', { account: citizenId.slice(0, 8) });
}
