import type { App } from '../../../app.ts';
import { storageFault } from '../../../platform/storage/folder-storage.ts';
import { StorageUnavailable } from '../../../platform/storage/storage.ts';
import type { FieldError, Fields } from '../../../web/form/parse.ts';
import type { Translate } from '../../../web/page/texts.ts';
import { keepWordmark, WORDMARK_TYPES } from '../../commune/keep-wordmark.ts';
import type { ReceivedFile } from '../../submissions/attachments/received-files.ts';
import { refusalValues } from '../../submissions/attachments/refused-documents.ts';

export type PictureApp = Pick<App, 'config' | 'documents' | 'storage'>;
export type TakenForm = { fields: Fields; refused: FieldError | null };

/** The name of the control that takes the picture. */
export const PICTURE = 'picture';

type Posted = { fields: Fields; files: readonly ReceivedFile[]; t: Translate };

/**
 * Returns the fields of the form with the logo that it sets. One that came with the form is kept, so that it is still there
 * when something else is wrong; `refused` says why it was not.
 */
export async function takePicture(app: PictureApp, { fields, files, t }: Posted): Promise<TakenForm> {
  const picture = files.find(({ field }) => field === PICTURE);
  if (picture === undefined) {
    return { fields: fields['withoutWordmark'] === undefined ? fields : { ...fields, wordmark: '' }, refused: null };
  }
  const kept = await keepPicture(app, picture);
  if ('wordmark' in kept) return { fields: { ...fields, wordmark: kept.wordmark }, refused: null };
  return { fields, refused: { field: PICTURE, message: sentenceOf(app, t, { ...picture, problem: kept.problem }) } };
}

type Problem =
  | Exclude<Awaited<ReturnType<typeof keepWordmark>>, { ok: true }>['problem']
  | 'too-large'
  | 'storage-full'
  | 'storage-away';

async function keepPicture(
  app: PictureApp,
  { fault, file, name }: ReceivedFile,
): Promise<{ wordmark: string } | { problem: Problem }> {
  if (fault instanceof StorageUnavailable) return away(fault);
  if (fault !== null) return { problem: 'too-large' };
  try {
    const kept = await keepWordmark(app, { file, name });
    return kept.ok ? { wordmark: kept.wordmark.sha256 } : { problem: kept.problem };
  } catch (error) {
    const refused = storageFault(error);
    if (refused instanceof StorageUnavailable) return away(refused);
    throw error;
  }
}

const away = ({ full }: StorageUnavailable): { problem: Problem } => ({
  problem: full ? 'storage-full' : 'storage-away',
});

function sentenceOf(app: PictureApp, t: Translate, { problem, name }: { problem: Problem; name: string }): string {
  if (problem === 'unfit-size') return t('commune:problem.picture.size');
  const kinds = WORDMARK_TYPES.map((type) => type.toUpperCase()).join(', ');
  const values = { ...refusalValues(app, { takes: {}, name }), kinds };
  return t(`procedures:problem.document.${problem}`, values);
}
