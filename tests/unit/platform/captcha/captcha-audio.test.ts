import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadCaptchaSounds, spokenDigits } from '../../../../src/platform/captcha/captcha-audio.ts';

const sounds = loadCaptchaSounds();
const languages = ['fr', 'nl', 'en', 'de'] as const;

test('the sound is a mono 8-bit PCM WAV whose sizes add up', () => {
  for (let round = 0; round < 20; round += 1) {
    const wav = spokenDigits(sounds, 'fr', { digits: '10307', seed: String(round) });
    const dataBytes = wav.readUInt32LE(40);
    assert.equal(wav.toString('latin1', 0, 4), 'RIFF');
    assert.equal(wav.toString('latin1', 8, 16), 'WAVEfmt ');
    assert.equal(wav.toString('latin1', 36, 40), 'data');
    assert.equal(wav.readUInt32LE(4), wav.length - 8);
    assert.equal(wav.length, 44 + dataBytes + (dataBytes % 2));
    assert.deepEqual([wav.readUInt16LE(20), wav.readUInt16LE(22), wav.readUInt16LE(34)], [1, 1, 8]);
    assert.equal(wav.readUInt32LE(28), wav.readUInt32LE(24));
  }
});

test('every digit has a recording of 0.2 to 0.8 s in every language, loud and all different', () => {
  for (const language of languages) {
    const recordings = sounds[language];
    assert.equal(recordings.length, 10);
    for (const recording of recordings) {
      assert.ok(recording.length > 0.2 * 11_025 && recording.length < 0.8 * 11_025);
      assert.ok(Math.max(...recording) > 0.3);
    }
    assert.equal(new Set(recordings.map((recording) => recording.join())).size, 10);
  }
});

test('every digit can be said in every language, louder than the noise', () => {
  for (const language of languages) {
    for (const digit of '0123456789') {
      const wav = spokenDigits(sounds, language, { digits: digit, seed: digit });
      const loudest = wav.subarray(44).reduce((most, byte) => Math.max(most, Math.abs(byte - 128)), 0);
      assert.ok(loudest > 30, `${language} ${digit} reaches only ${loudest}`);
    }
  }
});

test('six digits last between 4 and 12 seconds and stay small enough to send', () => {
  for (const language of languages) {
    const wav = spokenDigits(sounds, language, { digits: '246801', seed: language });
    assert.ok(wav.length > 4 * 11_025 && wav.length < 12 * 11_025);
  }
});

const seeds = Array.from({ length: 30 }, (_, index) => `challenge ${index}`);

test('one challenge gives the same file each time, as players ask for it in parts', () => {
  const [first, again] = [1, 2].map(() =>
    spokenDigits(sounds, 'nl', { digits: '135', seed: 'one' }).toString('base64'),
  );
  assert.equal(first, again);
});

test('the same digits never give the same file in two challenges', () => {
  const renderings = seeds.map((seed) => spokenDigits(sounds, 'nl', { digits: '135', seed }).toString('base64'));
  assert.equal(new Set(renderings).size, 30);
});

test('the pace changes from one rendering to the next', () => {
  const lengths = seeds.map((seed) => spokenDigits(sounds, 'de', { digits: '135', seed }).length);
  assert.ok(new Set(lengths).size > 10);
});

test('no stretch of pure silence betrays where a digit begins', () => {
  const samples = spokenDigits(sounds, 'en', { digits: '24', seed: 'a' }).subarray(44);
  const start = samples.subarray(0, 1000);
  assert.ok(new Set(start).size > 4);
});

test('anything but one to twelve ASCII digits is refused', () => {
  for (const digits of ['', '12a', ' 12', '1\n', '-1', '1.5', '١٢', '１２', '../1', '1234567890123']) {
    assert.throws(() => spokenDigits(sounds, 'fr', { digits, seed: 'a' }), RangeError, JSON.stringify(digits));
  }
});
