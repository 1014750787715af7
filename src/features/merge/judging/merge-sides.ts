import { fullName } from '../../../domain/person-name.ts';
import type { Shell } from '../../../web/page/shell.ts';
import type { Tag } from '../../../web/page/tag.ts';
import { accountTags } from '../../helpdesk/account-tags.ts';
import { citizenPath } from '../../helpdesk/helpdesk-paths.ts';
import { veiledAddress } from '../../helpdesk/search/veiled-address.ts';
import type { MergedAccount, WaitingMerge } from './waiting-merges.repository.ts';

/** The data of `views/partials/merge/side.ejs`. */
export type MergeSide = { label: string; href: string; name: string; address: string; tags: Tag[] };

/** Returns the account that stays, then the one that goes. */
export function mergeSides({ kept, other }: WaitingMerge, shell: Shell): MergeSide[] {
  const { t } = shell;
  return [sideOf(kept, t('merge:judging.kept'), shell), sideOf(other, t('merge:judging.other'), shell)];
}

function sideOf(account: MergedAccount, label: string, { t, at }: Shell): MergeSide {
  return {
    label,
    href: at(citizenPath(account.id)),
    name: fullName(account),
    address: veiledAddress(account.email),
    tags: accountTags(account, t),
  };
}
