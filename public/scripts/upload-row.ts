type Part = 'running' | 'again' | 'remove' | 'said';
type Pressed = Record<'cancel' | 'again' | 'remove', () => void>;

/** What is seen of one file from its choice until it is among the documents. The server has prepared the words. */
export class UploadRow {
  readonly #element: HTMLElement;
  readonly #words: DOMStringMap;
  /** Where the focus goes when what had it disappears. */
  readonly #refuge: HTMLElement;

  constructor(template: HTMLTemplateElement, { name, refuge }: { name: string; refuge: HTMLElement }) {
    const copy = document.importNode(template.content, true);
    this.#element = copy.firstElementChild as HTMLElement;
    this.#words = template.dataset;
    this.#refuge = refuge;
    for (const place of this.#all('[data-upload-name]')) place.textContent = name;
    this.#show(['running']);
    this.#move(0, this.#words['waiting'] ?? '');
  }

  putIn(list: HTMLElement, pressed: Pressed): void {
    list.append(this.#element);
    for (const button of this.#all<HTMLButtonElement>('[data-upload-press]')) {
      button.addEventListener('click', pressed[button.dataset['uploadPress'] as keyof Pressed]);
    }
  }

  percent(percent: number): void {
    this.#move(percent, (this.#words['percent'] ?? '').replace('{percent}', String(percent)));
  }

  /** All is sent: it can no longer be called back, and how long the answer takes is not known. */
  check(): void {
    this.#move(null, this.#words['checking'] ?? '');
    this.#hide(this.#all('[data-upload-press="cancel"]'));
  }

  again(): void {
    this.#show(['running']);
    this.#all('[data-upload-press="cancel"]').forEach((button) => {
      button.hidden = false;
    });
    this.#move(0, this.#words['waiting'] ?? '');
  }

  fail(sentence: string, mayBeSentAgain: boolean): void {
    for (const said of this.#all('[data-upload-part="said"]')) said.textContent = sentence;
    this.#show(mayBeSentAgain ? ['said', 'again', 'remove'] : ['said', 'remove']);
  }

  focus(): void {
    this.#all('button[data-upload-part]:not([hidden])')[0]?.focus();
  }

  leave(): void {
    this.#hide([this.#element]);
    this.#element.remove();
  }

  #move(percent: number | null, words: string): void {
    for (const bar of this.#all<HTMLProgressElement>('progress')) {
      if (percent === null) bar.removeAttribute('value');
      else bar.value = percent;
    }
    for (const place of this.#all('[data-upload-percent]')) place.textContent = words;
  }

  #show(shown: readonly Part[]): void {
    for (const part of this.#all('[data-upload-part]')) {
      if (shown.includes(part.dataset['uploadPart'] as Part)) part.hidden = false;
      else this.#hide([part]);
    }
  }

  #hide(elements: readonly HTMLElement[]): void {
    for (const element of elements) {
      if (element.contains(document.activeElement)) this.#refuge.focus();
      element.hidden = true;
    }
  }

  #all<Found extends HTMLElement = HTMLElement>(selector: string): Found[] {
    return [...this.#element.querySelectorAll<Found>(selector)];
  }
}
