import type { Shell } from '../../../web/page/shell.ts';
import type { Tag } from '../../../web/page/tag.ts';

/** Returns the tag of the settings in force, in a history of settings. */
export const currentTag = ({ t }: Pick<Shell, 't'>): Tag => ({ text: t('admin:procedures.current'), colour: 'blue' });
