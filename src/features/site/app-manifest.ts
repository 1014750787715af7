import type { CommuneSettings } from '../../domain/commune.ts';
import type { Texts } from '../../web/page/texts.ts';

/** Returns what a home screen shows of the portal (W3C Application Manifest), in French and Dutch at once. */
export function appManifest({ mark, name, colours }: CommuneSettings, texts: Texts): object {
  const portal = [texts.fr('site:manifest.portal'), texts.nl('site:manifest.portal')].join(' – ');
  return {
    name: `${portal} · ${[...new Set([name.fr, name.nl])].join(' – ')}`,
    short_name: mark,
    start_url: '/',
    display: 'minimal-ui',
    theme_color: colours.brand,
    background_color: '#f3f6fa',
    icons: [
      { src: '/apple-touch-icon.png', sizes: '180x180', type: 'image/png' },
      { src: '/icon-512.png', sizes: '512x512', type: 'image/png', purpose: 'any maskable' },
    ],
  };
}
