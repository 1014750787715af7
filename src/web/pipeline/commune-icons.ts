import type { RequestHandler } from 'express';
import { FIRST_COLOURS } from '../../domain/colours/commune-colours.ts';
import type { CurrentCommune } from '../../domain/current-commune.ts';
import { asIco, drawIcon } from '../../platform/documents/draw-icon.ts';
import { iconIn } from '../page/look.ts';
import { A_DAY } from './static-files.ts';

type Drawn = { type: string; draw(icon: string): Promise<Buffer> };
/** Telephones round the corners themselves. */
const square = (icon: string) => icon.replace(/ rx="\d+"/, '');
const FIXED: Readonly<Record<string, Drawn>> = {
  '/apple-touch-icon.png': { type: 'png', draw: (icon) => drawIcon(square(icon), 180) },
  '/icon-512.png': { type: 'png', draw: (icon) => drawIcon(square(icon), 512) },
  '/favicon.ico': { type: 'image/vnd.microsoft.icon', draw: async (icon) => asIco(await drawIcon(icon, 32)) },
};

/**
 * Serves the pictures that are looked for under fixed names in the colour of the commune: each is drawn once, when it is
 * first asked for. Those in the colour of the beginning are files.
 */
export function communeIcons(commune: CurrentCommune, { icon }: { icon: string }): RequestHandler {
  const known = new Map<string, { brand: string; drawn: Promise<Buffer> }>();
  const pictureAt = (path: string, { draw }: Drawn, brand: string) => {
    const before = known.get(path);
    if (before?.brand === brand) return before.drawn;
    const drawn = draw(iconIn(icon, brand));
    known.set(path, { brand, drawn });
    drawn.catch(() => known.delete(path));
    return drawn;
  };
  return async (req, res, next) => {
    const { brand } = commune.settings.colours;
    const fixed = Object.hasOwn(FIXED, req.path) ? FIXED[req.path] : undefined;
    if (fixed === undefined || brand === FIRST_COLOURS.brand) return next();
    if (req.method !== 'GET' && req.method !== 'HEAD') return next();
    const picture = await pictureAt(req.path, fixed, brand);
    res.setHeader('Cache-Control', A_DAY);
    res.type(fixed.type).send(picture);
  };
}
