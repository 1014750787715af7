import { type Checkboxes, checkboxesField } from '../../../web/form/fields.ts';
import type { Shell } from '../../../web/page/shell.ts';

const SHORTCUTS = {
  list: ['search', 'next', 'previous', 'open', 'help'],
  submission: ['take', 'help'],
} as const;
const KEYS = { search: '/', next: 'j', previous: 'k', open: 'o', take: 'a', help: '?' } as const;

/** The box is drawn ticked; public/scripts/shortcuts.ts then sets it to what was chosen in this browser. */
const ON = { values: { shortcuts: 'on' }, errors: [] };

/** The model of views/partials/handled/shortcuts.ejs: the keys of a page, which public/scripts/shortcuts.ts obeys. */
export type Shortcuts = {
  title: string;
  text: string;
  withoutScript: string;
  /** The box that switches them off. */
  on: Checkboxes;
  keys: { key: string; text: string }[];
};

export function shortcutsOf(page: keyof typeof SHORTCUTS, { t }: Pick<Shell, 't'>): Shortcuts {
  return {
    title: t('admin:shortcuts.title'),
    text: t('admin:shortcuts.text'),
    withoutScript: t('admin:shortcuts.withoutScript'),
    on: checkboxesField({ name: 'shortcuts', choices: [{ value: 'on', label: t('admin:shortcuts.on') }] }, ON),
    keys: SHORTCUTS[page].map((name) => ({ key: KEYS[name], text: t(`admin:shortcuts.${name}`) })),
  };
}
