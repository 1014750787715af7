import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CAPTCHA_LENGTH, drawDigits, randomDigits } from '../../../../src/platform/captcha/captcha-picture.ts';

const drawings = await Promise.all(Array.from({ length: 50 }, () => drawDigits('0471')));

test('the digits to copy are four, zeros in front included', () => {
  const many = Array.from({ length: 2_000 }, randomDigits);
  assert.ok(many.every((digits) => /^[0-9]{4}$/.test(digits) && digits.length === CAPTCHA_LENGTH));
  for (let place = 0; place < CAPTCHA_LENGTH; place += 1) {
    assert.equal(new Set(many.map((digits) => digits[place])).size, 10, `every digit comes at place ${place}`);
  }
});

test('the picture is one SVG of the size the page keeps for it', () => {
  for (const svg of drawings) {
    assert.match(svg, /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" width="180" height="64" viewBox="0,0,180,64">/);
    assert.match(svg, /<\/svg>$/);
    assert.equal(svg.match(/<svg/g)?.length, 1);
  }
});

test('the picture has one outline per digit and two lines across', () => {
  for (const svg of drawings) {
    const [crossing, outlines] = [/<path d="[^"]+" stroke="[^"]+" fill="none"\/>/g, /<path fill="[^"]+" d="[^"]+"\/>/g];
    assert.equal(svg.match(crossing)?.length, 2);
    assert.equal(svg.match(outlines)?.length, 4);
  }
});

test('the picture does not write the digits, and asks for nothing from elsewhere', () => {
  for (const svg of drawings) {
    assert.doesNotMatch(svg, /<text|<title|<desc|<script|<style|href|url\(|aria-|id=/);
    assert.doesNotMatch(svg.replace(/ d="[^"]*"/g, ''), /0471/);
  }
});

test('the same digits are never drawn the same way twice', () => {
  assert.equal(new Set(drawings).size, drawings.length);
  const outlines = drawings.flatMap((svg) => [...svg.matchAll(/<path fill="[^"]+" d="([^"]+)"/g)].map(([, d]) => d));
  assert.equal(new Set(outlines).size, drawings.length * 4, 'no digit can be looked up by its outline');
});

test('the digits are grey, not of random pale colours', () => {
  for (const drawing of drawings) {
    for (const [, fill = ''] of drawing.matchAll(/<path fill="([^"]+)"/g))
      assert.match(fill, /^#([0-9a-f]{1,2})\1\1$/i);
  }
});
