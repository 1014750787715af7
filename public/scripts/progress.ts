const PAUSE_MS = 2_000;

/** Shows by itself how far some work is, until it is over: the same page is asked again, and its part put in place. */
export function followProgress(part: HTMLElement): void {
  if (part.dataset['underWay'] === undefined) return;
  setTimeout(() => lookAgain(part).catch(() => followProgress(part)), PAUSE_MS);
}

async function lookAgain(part: HTMLElement): Promise<void> {
  const answer = await fetch(location.href);
  if (!answer.ok) return location.reload();
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  const found = page.querySelector<HTMLElement>('[data-progress-part]');
  if (found === null) return location.reload();
  part.replaceWith(found);
  followProgress(found);
}
