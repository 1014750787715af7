import type { Shell } from '../../../web/page/shell.ts';
import type { OwnPath } from '../../../web/pipeline/own-path.ts';
import type { IdentifiedPerson } from '../../identification/find-identification.ts';
import type { OwnDraft } from '../draft/own-draft.ts';
import type { Filer } from '../filer/filer.ts';
import { type FilingObstacle, filingObstacle } from './filing-problems.ts';

/** An obstacle to filing in words, with its remedy and, where it helps, the page of identification. */
export type ObstacleShown = { kind: FilingObstacle; text: string; remedy: string; identification: OwnPath | null };

type Filing = {
  own: OwnDraft;
  filer: Filer;
  identified: IdentifiedPerson | null;
  /** True when the portal knows a FAS. */
  fas: boolean;
};

export function obstacleShown({ own, filer, identified, fas }: Filing, { t, at }: Shell): ObstacleShown | null {
  const citizen = filer.kind === 'guest' ? null : filer.citizen;
  const kind = filingObstacle({ own, filer, citizen, identified: identified !== null });
  if (kind === null) return null;
  const { level } = own.definition.identification;
  const next = encodeURIComponent(at(`${own.path}/check`));
  const here = kind === 'identification' && fas && filer.kind === 'citizen';
  return {
    kind,
    text: t(`submissions:obstacle.${kind}`),
    remedy: t(here ? 'submissions:remedy.identification' : REMEDIES[kind]),
    identification: here ? at(`/identification?next=${next}&level=${level}`) : null,
  };
}

const REMEDIES = {
  closed: 'submissions:remedy.closed',
  unconfirmed: 'submissions:remedy.unconfirmed',
  identification: 'submissions:remedy.desk',
} as const satisfies Record<FilingObstacle, string>;

/** Says under which names the request will be filed; null where the account's are enough. */
export function identifiedText(identified: IdentifiedPerson | null, { t }: Shell): string | null {
  if (identified === null) return null;
  const { firstName, lastName, means } = identified;
  const name = [firstName, lastName].filter((part) => part !== null).join(' ');
  return t('submissions:check.identified', { name, means: t(`identification:means.${means}`) });
}
