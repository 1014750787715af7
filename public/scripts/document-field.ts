/** A question for documents: what one chooses or drops there, and what the server lists. */
export class DocumentField {
  readonly input: HTMLInputElement;
  /** Where files are seen on their way. */
  readonly rows: HTMLElement;
  readonly #block: HTMLElement;

  constructor(block: HTMLElement) {
    this.#block = block;
    this.input = block.querySelector('input[type="file"]') as HTMLInputElement;
    this.rows = block.querySelector('[data-upload-rows]') as HTMLElement;
  }

  /** Choosing is enough from now on: the button that adds is for who has no script. */
  whenChosen(take: (files: File[]) => void): void {
    const block = this.#block;
    const button = block.querySelector<HTMLElement>('[name="upload"]');
    if (button) button.hidden = true;
    this.input.addEventListener('change', () => {
      const files = [...(this.input.files ?? [])];
      this.input.value = '';
      take(files);
    });
    for (const kind of ['dragenter', 'dragover', 'dragleave', 'drop'] as const) {
      block.addEventListener(kind, () => block.classList.toggle('documents--over', /enter|over/.test(kind)));
    }
    block.addEventListener('drop', (event) => {
      const files = [...(event.dataTransfer?.files ?? [])];
      if (files.length === 0) return;
      event.preventDefault();
      take(files);
    });
  }

  /**
   * Lists the documents as an answer of the server does. Returns the sentence of what it refused, '' when it refused
   * nothing, and null when the answer is of another page.
   */
  listAs(page: Document | null): string | null {
    const input = page?.getElementById(this.input.id);
    const block = input?.closest('[data-documents]');
    const list = block?.querySelector('[data-documents-list]');
    if (!input || !block || !list) return null;
    this.#block.querySelector('[data-documents-list]')?.replaceChildren(...list.childNodes);
    const refused = block.querySelector('.govuk-error-message')?.textContent?.trim() ?? '';
    if (refused === '') this.#forgetError(input);
    return refused;
  }

  /** What was wrong with this question before is answered now. */
  #forgetError(answered: HTMLElement): void {
    this.#block.classList.remove('govuk-form-group--error');
    this.input.classList.remove('govuk-file-upload--error');
    this.input.removeAttribute('aria-invalid');
    this.input.setAttribute('aria-describedby', answered.getAttribute('aria-describedby') ?? '');
    document.getElementById(`${this.input.id}-error`)?.remove();
    const summary = document.querySelector('.govuk-error-summary');
    for (const link of summary?.querySelectorAll('a') ?? []) {
      if (link.hash === `#${this.input.id}`) link.closest('li')?.remove();
    }
    if (summary?.querySelector('li') === null) summary.remove();
  }
}
