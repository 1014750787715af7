/** The kinds of documents that the portal knows, by their content. */
export type DocumentType = 'pdf' | 'jpg' | 'png' | 'heic' | 'webp' | 'docx' | 'xlsx' | 'odt' | 'ods';

/** The reasons for refusing a file. The page says for each what to do. */
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
  /** The path of the file. The portal chose it: nothing that a person typed is a part of it. */
  file: string;
  /** The name of the file as the person's device gave it. */
  name: string;
  accept: readonly DocumentType[];
}>;

/** The document to keep. Its files stand beside the incoming one; the caller removes those that remain. */
export type PreparedDocument = Readonly<{
  ok: true;
  /** The file that is kept and handed out: the incoming one, or its cleaned copy. */
  file: string;
  /** A JPEG that every agent can open, beside a document that some cannot; null for all others. */
  copy: string | null;
  /**
   * The given name in NFC, without control or direction marks, cut to 200 characters, with the extension of its
   * content.
   */
  name: string;
  mediaType: string;
  bytes: number;
  sha256: Buffer;
}>;

export type Preparation = PreparedDocument | Readonly<{ ok: false; problem: DocumentProblem }>;
