import type { Shell } from '../../../../web/page/shell.ts';
import { type OwnPath, withQuery } from '../../../../web/pipeline/own-path.ts';
import { documentShown } from '../../../procedures/fields/document.ts';
import type { DocumentLine } from '../../../procedures/fields/widget.ts';
import { type Attachment, mayBeHandedOut } from '../../../submissions/attachments/attachment.ts';
import { lookOf } from '../../../submissions/attachments/send-document.ts';
import type { ReadSubmission } from '../../../submissions/follow-up/read-submission.ts';
import { staffSubmissionPath } from '../staff-submission-path.ts';
import type { SubmissionAddress } from '../submission-address.ts';

/** A document of the list; `open` leads to the same page with the document shown, null where no browser shows it. */
export type StaffDocument = DocumentLine & { open: Link | null; current: boolean };
/** The document that the page shows, beside the answers. */
export type DocumentInPlace = { look: 'frame' | 'picture'; name: string; src: OwnPath };
type Link = { href: string; text: string };
/** The model of views/partials/submission/staff-documents.ejs. */
export type StaffDocumentsShown = {
  title: string;
  none: string;
  list: readonly StaffDocument[];
  shown: DocumentInPlace | null;
  close: Link;
  /** The sentence for a browser that shows no frame. */
  noFrame: string;
  receipt: Link;
};
type Read = Pick<ReadSubmission, 'submission' | 'attachments' | 'documents'>;

/** `asked` is what the address names as the document to show. */
type Asked = { asked: unknown; address: SubmissionAddress; shell: Shell };

/** Returns every attached document, and the one that the address asks to show. */
export function staffDocuments(
  { submission, attachments, documents }: Read,
  { asked, address, shell }: Asked,
): { list: StaffDocument[]; shown: DocumentInPlace | null } {
  const { t, at, language } = shell;
  const here = staffSubmissionPath(submission.reference);
  const shown = attachments.find(({ id }) => id === asked);
  const list = attachments.flatMap((attachment) =>
    documentShown(attachment.id, { t, language, documents }).map((document) => {
      const href = withQuery(address(), { document: attachment.id });
      const open = inPlace(attachment) === null ? null : { href: `${href}#document`, text: t('admin:documents.open') };
      return { document, copyText: t('procedures:document.copy'), open, current: attachment === shown };
    }),
  );
  const look = shown === undefined ? null : inPlace(shown);
  if (shown === undefined || look === null) return { list, shown: null };
  const src = at(`${here}/documents/${shown.id}${look.copy ? '.jpg' : ''}?show`);
  return { list, shown: { look: look.look, name: shown.name, src } };
}

/**
 * Returns null for a document that no browser shows or that may not be handed out. A HEIC photo has a copy that all
 * show.
 */
function inPlace(attachment: Attachment): { look: 'frame' | 'picture'; copy: boolean } | null {
  if (!mayBeHandedOut(attachment)) return null;
  const copy = attachment.hasCopy;
  const look = lookOf({ attachment, copy });
  return look === null ? null : { look, copy };
}
