import type { Shell } from '../../../web/page/shell.ts';
import type { OwnPath } from '../../../web/pipeline/own-path.ts';
import { CLAIM_PATH } from '../../submissions/follow-up/submission-path.ts';

type Way = { href: OwnPath; text: string };
/** The model of views/partials/my-space/claimable.ejs: requests that may be the citizen's, whose code is asked for. */
export type ClaimOffer = { title: string; text: string; way: Way };

export function claimWay({ t, at }: Shell): Way {
  return { href: at(CLAIM_PATH), text: t('my-space:claim.title') };
}

/** Null when nothing was filed with the confirmed address of the citizen. */
export function claimOffer(count: number, shell: Shell): ClaimOffer | null {
  if (count === 0) return null;
  const { t } = shell;
  return { title: t('my-space:claim.found', { count }), text: t('my-space:claim.offer'), way: claimWay(shell) };
}
