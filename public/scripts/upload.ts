/** When nothing moves for so long, the connection is taken as cut. */
const PATIENCE_MS = 60_000;

export type Answer = { status: number; address: string; page: Document | null };
type Moving = { percent(percent: number): void; sent(): void };

/** One form on its way in the background, as a browser sends it, so that one can see it move and give it up. */
export class Upload {
  readonly #request = new XMLHttpRequest();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #given = false;

  /** Gives it up: what was not sent whole is not kept. */
  cancel(): void {
    this.#given = true;
    this.#request.abort();
  }

  /** Resolves to the answer, whatever its status, or to what became of the sending. */
  send(address: string, form: FormData, moving: Moving): Promise<Answer | 'cut' | 'cancelled'> {
    const request = this.#request;
    request.open('POST', address);
    request.responseType = 'document';
    request.upload.addEventListener('progress', ({ loaded, total }) => {
      this.#wait();
      moving.percent(Math.floor((100 * loaded) / total));
    });
    request.upload.addEventListener('load', () => moving.sent());
    this.#wait();
    return new Promise((resolve) => {
      request.addEventListener('loadend', () => {
        clearTimeout(this.#timer);
        const { status, responseURL, responseXML } = request;
        if (this.#given) resolve('cancelled');
        else resolve(status === 0 ? 'cut' : { status, address: responseURL, page: responseXML });
      });
      request.send(form);
    });
  }

  #wait(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#request.abort(), PATIENCE_MS);
  }
}
