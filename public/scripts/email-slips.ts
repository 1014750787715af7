import { meantAddress } from '../../src/domain/email-slip.ts';

const PAUSE_MS = 500;

/** Asks below the field of an address, once typing pauses, whether another was meant: a button puts that one in. */
export function askAboutSlip(region: HTMLElement): void {
  const input = region.closest('.govuk-form-group')?.querySelector('input');
  if (!input) return;
  let timer: ReturnType<typeof setTimeout>;
  const askNow = () => {
    clearTimeout(timer);
    ask(input, region);
  };
  input.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(askNow, PAUSE_MS);
  });
  input.addEventListener('change', askNow);
  askNow();
}

function ask(input: HTMLInputElement, region: HTMLElement): void {
  const meant = meantAddress(input.value.trim());
  if (meant === null) return region.replaceChildren();
  const question = (region.dataset['emailSlip'] ?? '').replace('{}', () => meant);
  // A button that is there may be about to take the focus.
  if (region.querySelector('button')?.textContent === question) return;
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'link-button';
  button.textContent = question;
  button.addEventListener('click', () => {
    input.value = meant;
    region.replaceChildren();
    input.dispatchEvent(new Event('input', { bubbles: true }));
    input.focus();
  });
  region.replaceChildren(button);
}
