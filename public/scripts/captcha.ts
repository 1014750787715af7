type Challenge = { challenge: string; picture: string; sound: string };

/** The green arrows without leaving the page. Whatever fails, the button does what it does without script. */
export function refreshCaptcha(block: HTMLElement): void {
  const button = block.querySelector<HTMLButtonElement>('[data-captcha-refresh]');
  const address = button?.dataset['captchaUrl'];
  if (!button || !address) return;
  let withoutScript = false;
  button.addEventListener('click', (event) => {
    if (withoutScript) return;
    event.preventDefault();
    fetch(address)
      .then((answer) => answer.json() as Promise<Challenge>)
      .then((challenge) => show(block, challenge))
      .catch(() => {
        withoutScript = true;
        button.click();
      });
  });
}

function show(block: HTMLElement, { challenge, picture, sound }: Challenge): void {
  block.querySelector('[data-captcha-picture]')?.setAttribute('src', picture);
  block.querySelector('[data-captcha-sound]')?.setAttribute('src', sound);
  block.querySelector('[name="captchaChallenge"]')?.setAttribute('value', challenge);
  const status = block.querySelector<HTMLElement>('[data-captcha-status]');
  if (status) say(status, status.dataset['captchaStatus'] ?? '');
  const answer = block.querySelector<HTMLInputElement>('[name="captcha"]');
  if (!answer) return;
  answer.value = '';
  answer.focus();
}

/** Emptied first: the same words a second time are said again. */
function say(status: HTMLElement, words: string): void {
  status.textContent = '';
  requestAnimationFrame(() => {
    status.textContent = words;
  });
}
