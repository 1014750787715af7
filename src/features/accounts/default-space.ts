import { z } from 'zod';
import { EnterpriseNumber } from '../../domain/numbers/enterprise-number.ts';

/**
 * The space that is shown after sign-in: the citizen's own, or that of an organisation, which they may have left since.
 */
export const DefaultSpace = z.union([z.literal('citizen'), EnterpriseNumber]);
export type DefaultSpace = z.infer<typeof DefaultSpace>;
