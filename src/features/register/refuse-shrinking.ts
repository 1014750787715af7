import { ExtractError } from './extract-files.ts';

export type RegisterSize = { enterprises: number; names: number };

/** The register grows by some thousands of enterprises a month, and few of its rows go away. */
const LARGEST_LOSS = 0.1;
/** Without these rows, a register of a few rows, as in development, could never lose any. */
const LOSS_OF_SMALL_REGISTER = 3;

/** Throws ExtractError when more than a tenth of the enterprises or of the names would be gone. */
export function refuseShrinking(before: RegisterSize, after: RegisterSize): void {
  for (const part of ['enterprises', 'names'] as const) {
    if (before[part] - after[part] <= before[part] * LARGEST_LOSS + LOSS_OF_SMALL_REGISTER) continue;
    throw new ExtractError(
      `of ${before[part]} ${part} in the register, ${after[part]} would be left, so that this extract is probably not ` +
        'whole: download it again. If it is right, import it with --shrink',
    );
  }
}
