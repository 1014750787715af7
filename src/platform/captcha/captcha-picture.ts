import { randomInt } from 'node:crypto';
import type { ConfigObject } from 'svg-captcha';

export const CAPTCHA_LENGTH = 4;

export function randomDigits(): string {
  return Array.from({ length: CAPTCHA_LENGTH }, () => randomInt(10)).join('');
}

/**
 * An SVG of the digits, distorted, with crossing lines: another drawing at each call. In greys: with a background the
 * library draws in random pale colours whatever is asked, so the page gives the background.
 */
export async function drawDigits(digits: string): Promise<string> {
  // Loaded with the first picture, as its font is parsed when it is. The module is itself a function, as its README says
  // and its types do not: it draws a given text.
  const { default: svgCaptcha } = await import('svg-captcha');
  const draw = svgCaptcha as unknown as (text: string, options: ConfigObject) => string;
  return draw(digits, { width: 180, height: 64, fontSize: 62, noise: 2, color: false });
}
