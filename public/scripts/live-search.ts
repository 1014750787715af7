const PAUSE_MS = 250;
const PARTS = ['[data-live-status]', '[data-live-results]'];

/** Narrows a page while one types: the same page is asked of the server, and its results put in place. The button stays. */
export function searchWhileTyping(form: HTMLFormElement): void {
  let timer: ReturnType<typeof setTimeout>;
  let asked = new AbortController();
  form.addEventListener('input', () => {
    clearTimeout(timer);
    asked.abort();
    asked = new AbortController();
    const { signal } = asked;
    timer = setTimeout(() => showResults(form, signal).catch(() => {}), PAUSE_MS);
  });
}

async function showResults(form: HTMLFormElement, signal: AbortSignal): Promise<void> {
  const address = new URL(form.action);
  for (const [name, value] of new FormData(form)) if (value !== '') address.searchParams.set(name, String(value));
  const answer = await fetch(address, { signal });
  if (!answer.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  for (const part of PARTS) {
    const found = page.querySelector(part);
    if (found) document.querySelector(part)?.replaceChildren(...found.childNodes);
  }
  history.replaceState(null, '', address);
}
