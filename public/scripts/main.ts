import { ErrorSummary } from 'govuk-frontend/dist/govuk/components/error-summary/error-summary.mjs';
import { PasswordInput } from 'govuk-frontend/dist/govuk/components/password-input/password-input.mjs';
import { saveWhileTyping } from './autosave.ts';
import { refreshCaptcha } from './captcha.ts';
import { showDependentFields } from './dependent-fields.ts';
import { askAboutSlip } from './email-slips.ts';
import { searchWhileTyping } from './live-search.ts';
import { closeMenus } from './menus.ts';
import { askForPasskey } from './passkeys.ts';
import { followProgress } from './progress.ts';
import { obeyShortcuts } from './shortcuts.ts';
import { sendWhenChosen } from './uploads.ts';

const start = (module: string, enhance: (element: HTMLElement) => void): void =>
  document.querySelectorAll<HTMLElement>(`[data-module="${module}"]`).forEach(enhance);

start('govuk-error-summary', (element) => new ErrorSummary(element));
start('govuk-password-input', (element) => {
  const { show = '', hide = '' } = element.dataset;
  return new PasswordInput(element, {
    i18n: { showPassword: show, hidePassword: hide, showPasswordAriaLabel: show, hidePasswordAriaLabel: hide },
  });
});
document.querySelectorAll<HTMLElement>('[data-captcha]').forEach(refreshCaptcha);
closeMenus();
document.querySelectorAll<HTMLFormElement>('[data-passkey]').forEach(askForPasskey);
document.querySelectorAll<HTMLFormElement>('[data-draft-step]').forEach((form) => {
  showDependentFields(form);
  // First: a form that waits for its documents has not been sent yet.
  sendWhenChosen(form);
  saveWhileTyping(form);
});
document.querySelectorAll<HTMLElement>('[data-email-slip]').forEach(askAboutSlip);
document.querySelectorAll<HTMLFormElement>('[data-live-search]').forEach(searchWhileTyping);
document.querySelectorAll<HTMLDetailsElement>('[data-shortcuts]').forEach(obeyShortcuts);
document.querySelectorAll<HTMLElement>('[data-progress-part]').forEach(followProgress);
// What stands in the page as it loads is often left unspoken; a screen reader says what has the focus.
document.querySelector<HTMLElement>('[data-notice]')?.focus();
