/** The kinds of documents that the portal knows, by their content. */
export type DocumentType = 'pdf' | 'jpg' | 'png' | 'heic' | 'webp' | 'docx' | 'xlsx' | 'odt' | 'ods';

/** Why a file is refused. The page says for each what to do. */
export type DocumentProblem =
  /** There is nothing in it. */
  | 'empty'
  /** It is none of the types asked for, whatever its name says. */
  | 'unknown-type'
  /** A PDF that asks for a password before it opens. */
  | 'password'
  /** A picture with more pixels than the portal opens. */
  | 'too-many-pixels'
  /** It begins as what it says, but cannot be read to its end. */
  | 'damaged'
  /** An office document that runs programs. */
  | 'macros'
  /** Two kinds of file in one, so that two programs would see two things. */
  | 'ambiguous';

/** A file that has come in, on the disk of this machine. */
export type IncomingDocument = Readonly<{
  /** Where it stands. The portal gave this path: what was typed is never part of it. */
  file: string;
  /** As it was typed. */
  name: string;
  accept: readonly DocumentType[];
}>;

/** What is to be kept of it. The files stand beside the one that came in; who asked for them removes what is left. */
export type PreparedDocument = Readonly<{
  ok: true;
  /** What is kept and handed out: the file that came in, or its cleaned copy. */
  file: string;
  /** A JPEG that every agent can open, beside a document that some cannot; null for all others. */
  copy: string | null;
  /** As it was typed, NFC, without control or direction marks, 200 characters, its extension that of its content. */
  name: string;
  mediaType: string;
  bytes: number;
  sha256: Buffer;
}>;

export type Preparation = PreparedDocument | Readonly<{ ok: false; problem: DocumentProblem }>;
