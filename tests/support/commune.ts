import { readConfig } from '../../src/config.ts';

/** The commune as it is without settings. */
export const { commune } = readConfig({});
