const PAUSE_MS = 3_000;
const AGAIN_MS = 15_000;
const PATIENCE_MS = 10_000;

/** What is said beside the buttons; the server has prepared the words of each. */
type Said = 'saved' | 'later' | 'changed' | 'ended' | 'refused';
type Saved = { revision: number; said: string };

/** Saves a step some seconds after typing stops, and when its page is left. « Suivant » does what it does without script. */
export function saveWhileTyping(form: HTMLFormElement): void {
  const region = form.querySelector<HTMLElement>('[data-autosave]');
  const revision = form.querySelector<HTMLInputElement>('[name="revision"]');
  if (region && revision) new Autosave(form, region, revision).start();
}

class Autosave {
  readonly #form: HTMLFormElement;
  readonly #region: HTMLElement;
  readonly #revision: HTMLInputElement;
  /** What the portal has of this page. */
  #kept: string;
  /** What was sent and never answered: it may be kept or not, so it goes first, with the revision it went with. */
  #unsure: string | null = null;
  #saving: Promise<void> | null = null;
  #stopped = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(form: HTMLFormElement, region: HTMLElement, revision: HTMLInputElement) {
    this.#form = form;
    this.#region = region;
    this.#revision = revision;
    this.#kept = 'unsaved' in region.dataset ? '' : this.#content();
  }

  start(): void {
    this.#form.addEventListener('input', () => this.#wait(PAUSE_MS));
    this.#form.addEventListener('submit', (event) => this.#letSubmit(event));
    document.addEventListener('visibilitychange', () => this.#save());
    window.addEventListener('online', () => this.#save());
    window.addEventListener('pageshow', ({ persisted }) => {
      if (persisted) this.#stopped = false;
    });
    this.#wait(PAUSE_MS);
  }

  #wait(ms: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#save(), ms);
  }

  #save(): void {
    clearTimeout(this.#timer);
    const content = this.#unsure ?? this.#content();
    if (this.#stopped || this.#saving || content === this.#kept) return;
    this.#saving = this.#send(content).finally(() => {
      this.#saving = null;
      if (this.#unsure === null && this.#content() !== content) this.#wait(document.hidden ? 0 : PAUSE_MS);
    });
  }

  async #send(content: string): Promise<void> {
    this.#unsure = content;
    try {
      const answer = await fetch(this.#form.action, {
        method: 'POST',
        body: new URLSearchParams(`${content}&autosave=yes&revision=${this.#revision.value}`),
        redirect: 'manual',
        keepalive: document.hidden,
        signal: AbortSignal.timeout(PATIENCE_MS),
      });
      if (answer.status === 429 || answer.status >= 500) throw answer;
      if (answer.ok) this.#hasKept(content, (await answer.json()) as Saved);
      else this.#isRefused(answer.status);
      this.#unsure = null;
    } catch {
      this.#say('later');
      this.#wait(AGAIN_MS);
    }
  }

  #hasKept(content: string, { revision, said }: Saved): void {
    this.#kept = content;
    this.#revision.value = String(revision);
    this.#say('saved', said);
  }

  /** Signing in again in another tab is enough to go on; nothing else comes right by sending again. */
  #isRefused(status: number): void {
    this.#stopped = status !== 401;
    this.#say(status === 401 ? 'ended' : status === 412 ? 'changed' : 'refused');
  }

  #say(which: Said, words?: string): void {
    for (const part of this.#region.querySelectorAll<HTMLElement>('[data-said]')) {
      part.hidden = part.dataset['said'] !== which;
      if (words && !part.hidden) part.textContent = words;
    }
  }

  /** A form that overtakes its own saving would meet it as newer answers: it waits for it. */
  #letSubmit(event: SubmitEvent): void {
    clearTimeout(this.#timer);
    if (this.#saving === null) {
      this.#stopped = true;
      return;
    }
    event.preventDefault();
    void this.#saving.then(() => {
      if (!this.#stopped) this.#form.requestSubmit(event.submitter);
    });
  }

  /** All controls but documents, which go their own way, and the revision, which is not typed. */
  #content(): string {
    const fields = [...new FormData(this.#form)].filter(
      ([name, value]) => !(value instanceof File) && name !== 'revision',
    );
    return new URLSearchParams(fields as [string, string][]).toString();
  }
}
