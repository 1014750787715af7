import { z } from 'zod';

/** The revision of the submission that a form was shown with, from its field `version`. One that is none is taken for an old one. */
export const revisionSeen = z.coerce.number().int().catch(0);
