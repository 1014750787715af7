const KEPT = 'shortcuts';
const TYPED_IN = 'input:not([type="checkbox"], [type="radio"]), textarea, select, [contenteditable]';
const ROW = '.requests__row';
const LINK = '.requests__request a';

/**
 * Obeys the keys that the box lists. None of them acts: they move the focus, or follow a link. They are silent while one
 * types, and for who switched them off, since a single key may come from speech or from a slip.
 */
export function obeyShortcuts(box: HTMLDetailsElement): void {
  const tick = box.querySelector<HTMLInputElement>('input');
  if (!tick) return;
  tick.checked = remembered() !== 'off';
  tick.closest<HTMLElement>('[hidden]')?.removeAttribute('hidden');
  tick.addEventListener('change', () => remember(tick.checked ? 'on' : 'off'));
  document.addEventListener('keydown', (event) => {
    const { target } = event;
    const elsewhere = event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented;
    if (elsewhere || !tick.checked || (target instanceof Element && target.closest(TYPED_IN))) return;
    const found = targetOf(event.key, box);
    if (!found) return;
    event.preventDefault();
    if (event.key === 'o') found.click();
    else found.focus();
  });
}

function targetOf(key: string, box: HTMLDetailsElement): HTMLElement | null | undefined {
  const row = document.activeElement?.closest(ROW);
  switch (key) {
    case '/':
      return document.querySelector<HTMLElement>('.handled-search input[type="search"]');
    case 'j':
      return rowAfter(row, 1);
    case 'k':
      return rowAfter(row, -1);
    case 'o':
      return row?.querySelector<HTMLElement>(LINK);
    case 'a':
      return document.querySelector<HTMLElement>('.acts form button');
    case '?':
      box.open = !box.open;
      return box.querySelector('summary');
    default:
      return null;
  }
}

/** The link of the next row; of the first, or the last, while none has the focus. */
function rowAfter(row: Element | null | undefined, step: 1 | -1): HTMLElement | undefined {
  const links = [...document.querySelectorAll<HTMLElement>(`${ROW} ${LINK}`)];
  const at = links.findIndex((link) => row?.contains(link));
  return at === -1 ? links.at(step === 1 ? 0 : -1) : links[at + step];
}

/** A browser may keep nothing: then the keys are on, and the box holds for the page. */
function remembered(): string | null {
  try {
    return localStorage.getItem(KEPT);
  } catch {
    return null;
  }
}

function remember(choice: 'on' | 'off'): void {
  try {
    localStorage.setItem(KEPT, choice);
  } catch {
    // Where nothing can be kept the box still holds for this page.
  }
}
