import type { RequestHandler } from 'express';
import { FIRST_COLOURS } from '../../domain/colours/commune-colours.ts';
import { coloursSheet, iconIn, lookOf } from '../page/look.ts';
import { FOR_EVER } from './static-files.ts';

const SHEET = /^\/static\/colours\.([0-9a-f]{6})-([0-9a-f]{6})\./;
const ICON = /^\/static\/icon\.([0-9a-f]{6})\./;

/**
 * Serves the sheet of the colours and the icon in them. Their addresses say the colours, so that each process answers for
 * what another one has set a moment ago, and a browser may keep the answer for ever.
 */
export function communeLook({ icon }: { icon: string }): RequestHandler {
  return (req, res, next) => {
    if (req.method !== 'GET' && req.method !== 'HEAD') return next();
    const found = sheetAt(req.path) ?? iconAt(req.path, icon);
    if (found === null) return next();
    res.setHeader('Cache-Control', FOR_EVER);
    res.type(found.type).send(found.content);
  };
}

type Found = { type: string; content: string };

function sheetAt(path: string): Found | null {
  const [, brand, staff] = SHEET.exec(path) ?? [];
  if (brand === undefined || staff === undefined) return null;
  const colours = { brand: `#${brand}`, staff: `#${staff}` };
  return lookOf(colours).sheet === path ? { type: 'css', content: coloursSheet(colours) } : null;
}

function iconAt(path: string, drawn: string): Found | null {
  const [, brand] = ICON.exec(path) ?? [];
  if (brand === undefined) return null;
  const colours = { ...FIRST_COLOURS, brand: `#${brand}` };
  if (lookOf(colours).icon !== path) return null;
  return { type: 'svg', content: iconIn(drawn, colours.brand) };
}
