import { readConfig } from '../../src/config.ts';

/** The commune as it is configured by default. */
export const { commune } = readConfig({});
