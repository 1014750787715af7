import { EnterpriseNumber } from '../../domain/numbers/enterprise-number.ts';
import type { SubmissionStatus } from '../../features/submissions/submission-status.ts';
import type { DemonstrationSlug } from './demonstration-answers.ts';

type Person = 'lucie' | 'jan';
type ProfileName = 'brewery' | 'friends';

/** Organisations of the sample of the register, whose manager is named here. The other person is a member. */
export const DEMONSTRATION_ORGANISATIONS = {
  brewery: {
    enterpriseNumber: EnterpriseNumber.parse('1999000150'),
    name: 'Brasserie Dubois',
    kind: 'enterprise',
    legalForm: 'private-limited-company',
    vatLiable: true,
    manager: 'lucie',
  },
  friends: {
    enterpriseNumber: EnterpriseNumber.parse('1999000249'),
    name: 'Les Amis du Parc',
    kind: 'association',
    legalForm: 'non-profit-association',
    vatLiable: false,
    manager: 'jan',
  },
} as const;

/** `filed` and `changed` are days before today. */
export type DemonstrationRequest = {
  by: Person;
  for: ProfileName | null;
  slug: DemonstrationSlug;
  status: SubmissionStatus;
  filed: number;
  changed: number;
};

type Row = readonly [Person, ProfileName | null, DemonstrationSlug, SubmissionStatus, number, number];
const ROWS: readonly Row[] = [
  ['lucie', null, 'parking-reservation', 'awaiting-payment', 1, 1],
  ['lucie', 'brewery', 'parking-reservation', 'awaiting-payment', 3, 3],
  ['jan', null, 'event-permit', 'submitted', 4, 4],
  ['lucie', null, 'event-permit', 'to-complete', 16, 2],
  ['lucie', null, 'e-bike-grant', 'in-progress', 12, 8],
  ['jan', 'friends', 'association-grant', 'in-progress', 20, 15],
  ['jan', 'friends', 'event-permit', 'to-complete', 25, 5],
  ['lucie', 'brewery', 'terrace', 'accepted', 40, 10],
  ['jan', null, 'e-bike-grant', 'refused', 70, 30],
  ['lucie', null, 'parking-reservation', 'withdrawn', 95, 94],
  ['jan', 'friends', 'event-permit', 'delivered', 120, 90],
  ['lucie', 'brewery', 'terrace', 'closed', 300, 200],
];
export const DEMONSTRATION_REQUESTS: readonly DemonstrationRequest[] = ROWS.map(
  ([by, profile, slug, status, filed, changed]) => ({ by, for: profile, slug, status, filed, changed }),
);

/** Drafts that were begun and not filed, with the answers of the steps that were filled in. */
export const DEMONSTRATION_DRAFTS = [
  { by: 'lucie', for: null, slug: 'event-permit', steps: ['applicant', 'event'] },
  { by: 'lucie', for: 'brewery', slug: 'terrace', steps: ['organisation'] },
  { by: 'jan', for: null, slug: 'parking-reservation', steps: ['applicant', 'use'] },
  { by: 'jan', for: 'friends', slug: 'association-grant', steps: ['association', 'project'] },
] as const satisfies readonly { by: Person; for: ProfileName | null; slug: DemonstrationSlug; steps: string[] }[];
