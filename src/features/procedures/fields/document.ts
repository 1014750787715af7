import { inLanguage } from '../../../domain/localized-text.ts';
import { DOCUMENT_TYPES, USUAL_DOCUMENT_TYPES } from '../../../platform/documents/document-types.ts';
import type { DocumentType } from '../../../platform/documents/prepared-document.ts';
import { formatBytes } from '../../../web/page/format.ts';
import { renderMarkdown } from '../../../web/page/long-texts.ts';
import type { Answer } from '../definition/answers.ts';
import type { FieldKind, FieldOf, Reader } from './field-kind.ts';
import type { DocumentShown } from './widget.ts';

type FileField = FieldOf<'file'>;
/** The types and the number of documents that a control accepts. A field that says nothing has the usual ones. */
export type Takes = Pick<FileField, 'accept' | 'max'>;
const USUAL_MOST = 5;
const TYPES_OF: Readonly<Record<NonNullable<FileField['accept']>[number], readonly DocumentType[]>> = {
  pdf: ['pdf'],
  picture: ['jpg', 'png', 'heic', 'webp'],
  word: ['docx', 'odt'],
  spreadsheet: ['xlsx', 'ods'],
};

/** Returns the types that a field takes, by the content of the file. */
export function documentTypesOf({ accept }: Takes): readonly DocumentType[] {
  return accept === undefined ? USUAL_DOCUMENT_TYPES : accept.flatMap((kind) => TYPES_OF[kind]);
}

/** Returns the types that a field takes, as people name them: « PDF, JPG, PNG ». */
export function documentTypesInWords(field: Takes): string {
  return documentTypesOf(field)
    .map((type) => type.toUpperCase())
    .join(', ');
}

/** Returns the extensions that a browser offers first: « .pdf,.jpg ». */
export function documentExtensions(field: Takes): string {
  return documentTypesOf(field)
    .flatMap((type) => DOCUMENT_TYPES[type].extensions.map((extension) => `.${extension}`))
    .join(',');
}

/** Returns how many files a field takes. */
export function mostDocuments({ max }: Takes): number {
  return max ?? USUAL_MOST;
}

/** Returns the ids of the documents that an answer names. */
export function documentIds(answer: Answer | undefined): string[] {
  return Array.isArray(answer) ? answer.filter((id): id is string => typeof id === 'string') : [];
}

/** The answer is the list of the ids of documents. They are added and removed on their own, never by the text of a form. */
export const file: FieldKind<FileField> = {
  controls: ({ id }) => [id],
  read: (field, typed, { prefix }) => {
    const control = `${prefix}${field.id}`;
    const ids = (typed[control] ?? []).filter((id) => id !== '');
    if (ids.length > 0) return { ok: true, answer: ids };
    if (field.optional) return { ok: true, answer: undefined };
    return { ok: false, control, key: 'procedures:problem.document.missing' };
  },
  typed: ({ id }, answer, prefix) => ({ [`${prefix}${id}`]: documentIds(answer) }),
  widget: (field, { typed, prefix, reader }) => {
    const name = `${prefix}${field.id}`;
    const shown = (typed[name] ?? []).flatMap((id) => documentShown(id, reader));
    const max = mostDocuments(field);
    return {
      look: 'documents',
      name,
      accept: documentExtensions(field),
      several: max > 1,
      full: shown.length >= max,
      told: reader.t('procedures:document.accepted', { kinds: documentTypesInWords(field), count: max }),
      documents: shown,
      words: {
        add: reader.t('web:word.add'),
        remove: reader.t('web:word.remove'),
        copy: reader.t('procedures:document.copy'),
        drop: reader.t('procedures:document.drop'),
      },
    };
  },
  words: (_field, answer, reader) =>
    documentIds(answer)
      .flatMap((id) => documentShown(id, reader))
      .map(({ name, told }) => `${name} (${told})`)
      .join('\n'),
  cell: (_field, answer, documents) =>
    documentIds(answer)
      .map((id) => documents?.get(id)?.name ?? id)
      .join(' ; '),
};

/** Returns how a page shows a document: one that is gone nowhere, hence the list. */
export function documentShown(id: string, { t, language, documents }: Reader): DocumentShown[] {
  const known = documents?.get(id);
  if (known === undefined) return [];
  const { name, bytes, state, path, hasCopy } = known;
  const size = formatBytes(bytes, language);
  const waits = state === 'pending' || state === 'infected';
  const told = waits ? `${size}, ${t(`procedures:document.${state}`)}` : size;
  // A document that is not judged yet, or that holds a virus, has no link: nobody may download it.
  const href = waits ? null : `/${language}${path}`;
  return [
    { id, name, told, infected: state === 'infected', href, copy: href !== null && hasCopy ? `${href}.jpg` : null },
  ];
}

/** A text to read. It has no control and no answer. */
export const notice: FieldKind<FieldOf<'notice'>> = {
  controls: () => [],
  read: () => ({ ok: true, answer: undefined }),
  typed: () => ({}),
  widget: (field, { reader }) => {
    const { text, lang } = inLanguage(field.text, reader.language);
    return { look: 'notice', html: renderMarkdown(text), lang };
  },
  words: () => '',
  cell: () => '',
};
