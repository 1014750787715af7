/** Returns a limit as people write it: the settings count megabytes of 1,024 × 1,024 bytes. */
export const inMegabytes = (bytes: number): number => Math.round(bytes / (1_024 * 1_024));
