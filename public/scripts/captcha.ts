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
  const answer = block.querySelector<HTMLInputElement>('[name="captcha"]');
  if (!answer) return;
  answer.value = '';
  answer.focus();
}
