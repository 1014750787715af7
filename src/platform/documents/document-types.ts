import type { DocumentType } from './prepared-document.ts';

type Description = Readonly<{ mediaType: string; extensions: readonly [string, ...string[]] }>;

/** Each type that the portal knows, with the extensions of its names, the usual one first. */
export const DOCUMENT_TYPES: Readonly<Record<DocumentType, Description>> = {
  pdf: { mediaType: 'application/pdf', extensions: ['pdf'] },
  jpg: { mediaType: 'image/jpeg', extensions: ['jpg', 'jpeg', 'jpe', 'jfif'] },
  png: { mediaType: 'image/png', extensions: ['png'] },
  heic: { mediaType: 'image/heic', extensions: ['heic', 'heif', 'hif'] },
  webp: { mediaType: 'image/webp', extensions: ['webp'] },
  docx: {
    mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    extensions: ['docx'],
  },
  xlsx: { mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', extensions: ['xlsx'] },
  odt: { mediaType: 'application/vnd.oasis.opendocument.text', extensions: ['odt'] },
  ods: { mediaType: 'application/vnd.oasis.opendocument.spreadsheet', extensions: ['ods'] },
};

/** The types that a field accepts when its definition names none. */
export const USUAL_DOCUMENT_TYPES: readonly DocumentType[] = ['pdf', 'jpg', 'png', 'heic', 'webp'];
