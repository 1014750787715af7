import type { Request, Response } from 'express';
import { shellOf } from '../../web/page/locals.ts';
import { view } from '../../web/page/view.ts';
import { TILE_ICONS } from './tile-icons.ts';

export type Tile = { colour: string; href: string; title: string; text: string; icon: string };
export type HomePage = { title: string; tiles: Tile[] };
const homeView = view<HomePage>('site/home');

const TILES = [
  ['mySpace', 'blue', '/my-space'],
  ['citizen', 'green', '/procedures?audience=citizen'],
  ['enterprise', 'orange', '/procedures?audience=enterprise'],
  ['association', 'magenta', '/procedures?audience=association'],
  ['faq', 'teal', '/faq'],
  ['contact', 'purple', '/contact'],
] as const;

export const homePage = () => ({
  get(_req: Request, res: Response): void {
    const { t, at } = shellOf(res);
    const tiles = TILES.map(([name, colour, path]) => ({
      colour,
      href: at(path),
      title: t(`site:tile.${name}.title`),
      text: t(`site:tile.${name}.text`),
      icon: TILE_ICONS[name],
    }));
    homeView.render(res, { title: t('site:home.title'), tiles });
  },
});
