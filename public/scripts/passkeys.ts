/**
 * Shows what asks for a passkey where the browser knows them, and fills a form in with the answer of the device. Its other
 * buttons send it as it stands, and so does a refusal of the server, which then says why on the page.
 */
export function askForPasskey(form: HTMLFormElement): void {
  if (!window.PublicKeyCredential?.parseCreationOptionsFromJSON) return;
  const part = form.querySelector<HTMLElement>('[data-passkey-part]');
  const button = form.querySelector<HTMLButtonElement>('[data-passkey-button]');
  const answer = form.querySelector<HTMLInputElement>('[name=credential]');
  const failed = form.querySelector<HTMLElement>('[data-passkey-failed]');
  if (!part || !button || !answer) return;
  part.hidden = false;
  let asked = false;
  form.addEventListener('submit', (event) => {
    const code = form.querySelector<HTMLInputElement>('[name=code]');
    // Enter presses the first button: who has typed a code means the code.
    if (event.submitter !== button || asked || code?.value) return;
    event.preventDefault();
    const factor = form.querySelector<HTMLInputElement>('[name=factor]');
    if (factor) factor.value = 'passkey';
    if (failed) failed.hidden = true;
    ask(form)
      .then((credential) => {
        asked = true;
        answer.value = credential;
        form.requestSubmit(button);
      })
      .catch(() => {
        if (failed) failed.hidden = false;
      });
  });
}

async function ask(form: HTMLFormElement): Promise<string> {
  const { passkey, challenge = '' } = form.dataset;
  const body = new URLSearchParams([...new FormData(form)].map(([name, value]) => [name, String(value)]));
  const response = await fetch(challenge, { method: 'POST', body });
  if (!response.ok) return '';
  const options = await response.json();
  const { credentials } = navigator;
  const made =
    passkey === 'create'
      ? await credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) })
      : await credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) });
  return JSON.stringify(made);
}
