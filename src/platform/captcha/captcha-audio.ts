import { createCipheriv, createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

type SpokenLanguage = 'fr' | 'nl' | 'en' | 'de';

/** The samples of a recording, one byte each, at `sampleRate`. */
type Recording = Uint8Array;
/** The recordings of the ten digits in each language. */
export type CaptchaSounds = Readonly<Record<SpokenLanguage, readonly Recording[]>>;

const sampleRate = 11_025;
const headerBytes = 44;
const silence = 128;

/** Reads the forty recordings; call it once, when the application starts. */
export function loadCaptchaSounds(): CaptchaSounds {
  return { fr: loadDigits('fr'), nl: loadDigits('nl'), en: loadDigits('en'), de: loadDigits('de') };
}

/**
 * Returns one WAV (mono, 8-bit, 11,025 Hz) that says 1 to 12 digits. Pace, pitch, volume and noise follow from the
 * seed, so that the bytes are the same each time: players ask for a sound in parts. The seed must stay on the server,
 * as whoever knows it can subtract the noise. Throws a RangeError for anything but ASCII digits.
 */
export function spokenDigits(
  sounds: CaptchaSounds,
  language: SpokenLanguage,
  { digits, seed }: { digits: string; seed: string },
): Buffer {
  if (!/^[0-9]{1,12}$/.test(digits)) throw new RangeError('spokenDigits takes 1 to 12 ASCII digits');
  const draws = drawsFrom(seed);
  const parts = [pause(draws, 200, 500)];
  for (const digit of digits) {
    const recording = sounds[language][Number(digit)];
    if (!recording) throw new RangeError(`no recording of ${digit} in ${language}`);
    parts.push(varied(recording, draws), pause(draws, 350, 900));
  }
  return toWav(withNoise(joined(parts), draws));
}

function loadDigits(language: SpokenLanguage): readonly Recording[] {
  return Array.from({ length: 10 }, (_, digit) => {
    const url = new URL(`./captcha-sounds/${language}/${digit}.wav`, import.meta.url);
    return samplesOf(readFileSync(url), url.pathname);
  });
}

function samplesOf(wav: Buffer, name: string): Recording {
  // The sox command in the README of the recordings always writes this plain layout. A file made in another way must
  // stop the start, rather than be played as noise.
  const isExpected =
    wav.toString('latin1', 36, 40) === 'data' &&
    wav.readUInt32LE(24) === sampleRate &&
    wav.readUInt16LE(22) === 1 &&
    wav.readUInt16LE(34) === 8;
  if (!isExpected) throw new Error(`${name} is not a plain mono 8-bit ${sampleRate} Hz WAV`);
  return wav.subarray(headerBytes, headerBytes + wav.readUInt32LE(40));
}

type Draws = { bytes(count: number): Buffer; between(least: number, most: number): number };

/**
 * Draws pseudo-random numbers from the key stream of AES-256-CTR: without the seed nobody can tell them from real
 * chance.
 */
function drawsFrom(seed: string): Draws {
  const stream = createCipheriv('aes-256-ctr', createHash('sha256').update(seed).digest(), Buffer.alloc(16));
  const bytes = (count: number) => stream.update(Buffer.alloc(count));
  return {
    bytes,
    between: (least, most) => least + ((most - least) * bytes(4).readUInt32LE()) / 0xffff_ffff,
  };
}

function pause(draws: Draws, shortestMs: number, longestMs: number): Float32Array {
  return new Float32Array(Math.round((draws.between(shortestMs, longestMs) * sampleRate) / 1000));
}

/**
 * Plays the recording up to 6 % faster or slower, which changes its pitch too, and somewhat softer. Returns samples
 * between -1 and 1.
 */
function varied(recording: Recording, draws: Draws): Float32Array {
  const speed = draws.between(0.94, 1.06);
  const volume = draws.between(0.65, 0.95);
  return new Float32Array(Math.floor((recording.length - 1) / speed)).map((_, index) => {
    const position = index * speed;
    const before = Math.floor(position);
    const left = recording[before] ?? silence;
    const right = recording[before + 1] ?? silence;
    return (volume * (left + (right - left) * (position - before) - silence)) / silence;
  });
}

function joined(parts: readonly Float32Array[]): Float32Array {
  const whole = new Float32Array(parts.reduce((total, part) => total + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
}

/**
 * Adds low-frequency noise: it covers the vowels, by which a machine recognises a digit, but not the consonants, by
 * which a person does.
 */
function withNoise(samples: Float32Array, draws: Draws): Float32Array {
  const loudness = draws.between(0.05, 0.09);
  const noise = draws.bytes(samples.length);
  let smoothed = 0;
  return samples.map((sample, index) => {
    smoothed += 0.25 * ((noise[index] ?? 0) / 127.5 - 1 - smoothed);
    return sample + loudness * smoothed;
  });
}

function toWav(samples: Float32Array): Buffer {
  // A RIFF chunk has an even length: a padding byte follows an odd number of samples, and the data chunk does not count
  // it.
  const padding = samples.length % 2;
  const wav = Buffer.alloc(headerBytes + samples.length + padding, 0);
  wav.write('RIFF', 0, 'latin1');
  wav.writeUInt32LE(wav.length - 8, 4);
  wav.write('WAVEfmt ', 8, 'latin1');
  wav.writeUInt32LE(16, 16);
  wav.writeUInt16LE(1, 20); // PCM
  wav.writeUInt16LE(1, 22); // mono
  wav.writeUInt32LE(sampleRate, 24);
  wav.writeUInt32LE(sampleRate, 28); // bytes per second
  wav.writeUInt16LE(1, 32); // bytes per frame
  wav.writeUInt16LE(8, 34); // bits per sample
  wav.write('data', 36, 'latin1');
  wav.writeUInt32LE(samples.length, 40);
  samples.forEach((sample, index) => {
    wav[headerBytes + index] = Math.max(0, Math.min(255, Math.round(silence + sample * 127)));
  });
  return wav;
}
