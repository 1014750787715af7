import path from 'node:path';
import type { App } from '../../../app.ts';

/**
 * Returns the folder where files wait while they are judged. It is under the data directory, on the same disk as the
 * documents.
 */
export const uploadsFolder = ({ config }: Pick<App, 'config'>): string => path.join(config.dataDirectory, 'uploads');
