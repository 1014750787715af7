import path from 'node:path';
import type { App } from '../../../app.ts';

/** Where files wait, under the data directory, while they are judged: the same disk as the folder of documents. */
export const uploadsFolder = ({ config }: Pick<App, 'config'>): string => path.join(config.dataDirectory, 'uploads');
