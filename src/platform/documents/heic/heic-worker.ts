import { readFile } from 'node:fs/promises';
import { parentPort, workerData } from 'node:worker_threads';
import createLibheif from 'libheif-js/libheif-wasm/libheif.js';

// Decodes one photo in HEIC and ends. It runs in a thread of its own, because the decoder keeps a core busy for as long
// as a hostile file wants, and takes as much memory.

type Picture = {
  get_width(): number;
  get_height(): number;
  display(into: Pixels, done: (pixels: Pixels | null) => void): void;
};
type Pixels = { data: Uint8ClampedArray; width: number; height: number };
type Libheif = { HeifDecoder: new () => { decode(file: Uint8Array): Picture[] } };

const { file, mostPixels, mostBytes } = workerData as { file: string; mostPixels: number; mostBytes: number };

// WebAssembly has no limit of its own: the decoder asks this for more memory, and takes a refusal for « no memory left ».
const grow = WebAssembly.Memory.prototype.grow;
WebAssembly.Memory.prototype.grow = function growWithin(pages) {
  if (this.buffer.byteLength + Number(pages) * 65_536 > mostBytes)
    throw new RangeError('the decoder asks for too much memory');
  return grow.call(this, pages);
};

// The types of the package leave out that its module is the function which makes it.
const libheif = await (createLibheif as unknown as () => Promise<Libheif>)();
const [picture] = new libheif.HeifDecoder().decode(await readFile(file));
const answer = picture === undefined ? { problem: 'damaged' } : await pixelsOf(picture);
parentPort?.postMessage(answer, 'data' in answer ? [answer.data.buffer as ArrayBuffer] : []);

async function pixelsOf(picture: Picture): Promise<Pixels | { problem: string }> {
  const [width, height] = [picture.get_width(), picture.get_height()];
  if (width * height > mostPixels) return { problem: 'too-many-pixels' };
  const empty = { data: new Uint8ClampedArray(width * height * 4), width, height };
  const pixels = await new Promise<Pixels | null>((resolve) => picture.display(empty, resolve));
  return pixels ?? { problem: 'damaged' };
}
