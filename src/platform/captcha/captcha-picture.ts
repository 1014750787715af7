import { randomInt } from 'node:crypto';
import type { ConfigObject } from 'svg-captcha';

export const CAPTCHA_LENGTH = 4;

export function randomDigits(): string {
  return Array.from({ length: CAPTCHA_LENGTH }, () => randomInt(10)).join('');
}

/**
 * Returns an SVG of the digits, distorted and with lines across, drawn anew at each call. It is drawn in greys on a
 * transparent ground: with a background the library draws in random pale colours whatever is asked, so the page
 * supplies the background.
 */
export async function drawDigits(digits: string): Promise<string> {
  // The library parses its font when it is loaded, so it is loaded with the first picture only. The module is itself a
  // function that draws a given text, as its README says although its types do not.
  const { default: svgCaptcha } = await import('svg-captcha');
  const draw = svgCaptcha as unknown as (text: string, options: ConfigObject) => string;
  return draw(digits, { width: 180, height: 64, fontSize: 62, noise: 2, color: false });
}
