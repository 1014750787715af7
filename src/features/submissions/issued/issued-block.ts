import { formatBytes, formatDate } from '../../../web/page/format.ts';
import type { Shell } from '../../../web/page/shell.ts';
import type { OwnPath } from '../../../web/pipeline/own-path.ts';
import type { IssuedDocument } from './issued-document.ts';
import { formatVerificationCode, verificationPath } from './verification-code.ts';

/** The model of views/partials/submission/issued.ejs, which shows nothing without documents. */
export type IssuedBlock = {
  title: string;
  text: string;
  documents: { name: string; told: string; href: OwnPath; code: string; verification: OwnPath }[];
  verify: string;
};
/** `under` is the path of the submission for who reads it, without the language. */
type Shown = { issued: readonly IssuedDocument[]; under: string; text: string; shell: Shell };

export function issuedBlock({ issued, under, text, shell }: Shown): IssuedBlock {
  const { t, at, language } = shell;
  return {
    title: t('submissions:issued.title'),
    text,
    documents: issued.map(({ id, name, bytes, issuedAt, code }) => ({
      name,
      told: t('submissions:issued.told', { size: formatBytes(bytes, language), date: formatDate(issuedAt, language) }),
      href: at(`${under}/issued/${id}`),
      code: formatVerificationCode(code),
      verification: at(verificationPath(code)),
    })),
    verify: t('submissions:issued.verify'),
  };
}
