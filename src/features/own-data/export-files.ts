import type { ZipEntry } from '../../platform/files/zip.ts';
import type { AccountExport } from './export-account.ts';

/** Returns the files of the download: the one to be read, and one of JSON per kind, for programs. */
export function exportFiles(data: AccountExport, readMe: ZipEntry): ZipEntry[] {
  return [
    readMe,
    json('account.json', data.account),
    json('memberships.json', data.memberships),
    json('access-requests.json', data.requests),
    json('profile-drafts.json', data.profileDrafts),
    json('drafts.json', data.drafts),
    json('submissions.json', data.submissions),
    json('identity.json', data.identity),
    json('sign-ins.json', data.signIns),
    json('events.json', data.events),
  ];
}

function json(name: string, content: object): ZipEntry {
  return { name, content: Buffer.from(`${JSON.stringify(content, null, 2)}\n`) };
}
