import { DocumentField } from './document-field.ts';
import { type Answer, Upload } from './upload.ts';
import { UploadRow } from './upload-row.ts';

type Sending = { file: File; field: DocumentField; row: UploadRow };

/** Sends documents as soon as they are chosen or dropped, one at a time; the server judges and lists them as without script. */
export function sendWhenChosen(form: HTMLFormElement): void {
  const template = form.querySelector<HTMLTemplateElement>('[data-upload-row]');
  if (template) new Uploads(form, template).start();
}

class Uploads {
  readonly #form: HTMLFormElement;
  readonly #template: HTMLTemplateElement;
  readonly #address: string;
  readonly #queue: Sending[] = [];
  #now: Upload | null = null;
  #quarter = 0;
  /** The button that was pressed meanwhile. It is pressed again once everything has arrived. */
  #pressed: { submitter: HTMLElement | null } | null = null;

  constructor(form: HTMLFormElement, template: HTMLTemplateElement) {
    this.#form = form;
    this.#template = template;
    this.#address = form.action.replace(/#.*/, '');
  }

  start(): void {
    for (const block of this.#form.querySelectorAll<HTMLElement>('[data-documents]')) {
      const field = new DocumentField(block);
      field.whenChosen((files) => this.#take(field, files));
    }
    this.#form.addEventListener('submit', (event) => this.#letSubmit(event));
    window.addEventListener('beforeunload', (event) => {
      if (this.#now !== null) event.preventDefault();
    });
    // A file that misses the field must not take the place of the page.
    for (const kind of ['dragover', 'drop'] as const) {
      document.addEventListener(kind, (event) => {
        if (event.dataTransfer?.types.includes('Files')) event.preventDefault();
      });
    }
  }

  #take(field: DocumentField, files: readonly File[]): void {
    for (const file of files) {
      const row = new UploadRow(this.#template, { name: file.name, refuge: field.input });
      const sending = { file, field, row };
      row.putIn(field.rows, {
        cancel: () => this.#cancel(sending),
        again: () => {
          row.again();
          this.#enqueue(sending);
        },
        remove: () => row.leave(),
      });
      this.#enqueue(sending);
    }
  }

  #enqueue(sending: Sending): void {
    if (sending.file.size > Number(this.#template.dataset['mostBytes'])) return this.#fail(sending, 'tooLarge', false);
    this.#queue.push(sending);
    if (this.#now === null) void this.#sendAll();
  }

  #cancel(sending: Sending): void {
    if (this.#queue[0] === sending) return this.#now?.cancel();
    this.#queue.splice(this.#queue.indexOf(sending), 1);
    this.#leave(sending, 'cancelled');
  }

  async #sendAll(): Promise<void> {
    for (let [sending] = this.#queue; sending; [sending] = this.#queue) {
      const upload = new Upload();
      this.#now = upload;
      const answer = await this.#send(upload, sending);
      this.#queue.shift();
      this.#settle(sending, answer);
    }
    this.#now = null;
    this.#goOn();
  }

  #send(upload: Upload, { file, field, row }: Sending): Promise<Answer | 'cut' | 'cancelled'> {
    const { id } = field.input;
    const form = new FormData(this.#form);
    for (const input of this.#form.querySelectorAll<HTMLInputElement>('[type="file"]')) form.delete(input.name);
    form.set('upload', id);
    form.set(id, file);
    this.#quarter = -1;
    this.#saySent(file, 0);
    return upload.send(this.#address, form, {
      percent: (percent) => {
        row.percent(percent);
        this.#saySent(file, percent);
      },
      sent: () => row.check(),
    });
  }

  #settle(sending: Sending, answer: Answer | 'cut' | 'cancelled'): void {
    if (answer === 'cancelled') return this.#leave(sending, answer);
    if (answer === 'cut') return this.#fail(sending, 'cut', true);
    const refused = sending.field.listAs(answer.page);
    if (refused === '') return this.#leave(sending, 'added');
    if (refused !== null) return this.#fail(sending, refused, answer.status >= 500);
    // A draft that was filed meanwhile leads to its submission.
    if (answer.address !== this.#address) return this.#leadTo(answer.address);
    if (answer.status === 413) return this.#fail(sending, 'tooLarge', false);
    if (answer.status === 401) return this.#fail(sending, 'ended', true);
    this.#fail(sending, answer.status < 429 ? 'refused' : 'cut', true);
  }

  #leave({ file, row }: Sending, words: string): void {
    row.leave();
    this.#say(this.#words(words, file));
  }

  #fail({ file, row }: Sending, words: string, mayBeSentAgain: boolean): void {
    const sentence = this.#words(words, file);
    row.fail(sentence, mayBeSentAgain);
    this.#say(sentence);
    if (this.#pressed) row.focus();
    this.#wait(null);
  }

  #leadTo(address: string): void {
    this.#queue.length = 0;
    this.#now = null;
    location.assign(address);
  }

  /** A form that overtakes its documents would lose them: it waits, and stays when one does not arrive. */
  #letSubmit(event: SubmitEvent): void {
    if (this.#now === null) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    this.#wait({ submitter: event.submitter });
  }

  #goOn(): void {
    const pressed = this.#pressed;
    this.#wait(null);
    if (pressed) this.#form.requestSubmit(pressed.submitter);
  }

  #wait(pressed: { submitter: HTMLElement | null } | null): void {
    this.#pressed = pressed;
    for (const said of this.#form.querySelectorAll<HTMLElement>('[data-upload-waits]')) said.hidden = pressed === null;
  }

  /** Four times a file, not at each hundredth. */
  #saySent(file: File, percent: number): void {
    const quarter = Math.floor(percent / 25);
    if (quarter === this.#quarter) return;
    this.#quarter = quarter;
    this.#say(this.#words('sending', file).replace('{percent}', String(percent)));
  }

  /** What the server prepared under that name; or a sentence of its own, as it stands. */
  #words(words: string, file: File): string {
    return this.#template.dataset[words]?.replace('{name}', () => file.name) ?? words;
  }

  #say(words: string): void {
    for (const status of this.#form.querySelectorAll('[data-upload-status]')) status.textContent = words;
  }
}
