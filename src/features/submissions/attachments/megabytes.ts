/** Returns a number of bytes in megabytes, rounded: the settings count 1,024 × 1,024 bytes for one. */
export const inMegabytes = (bytes: number): number => Math.round(bytes / (1_024 * 1_024));
