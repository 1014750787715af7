import type { Shell } from '../../../web/page/shell.ts';
import type { Tag } from '../../../web/page/tag.ts';

/** Marks, in a history of settings, what holds now. */
export const currentTag = ({ t }: Pick<Shell, 't'>): Tag => ({ text: t('admin:procedures.current'), colour: 'blue' });
