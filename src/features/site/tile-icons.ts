/**
 * SVG paths for the tiles of the home page, drawn as lines in a square of 24 units. They were drawn for this project
 * and come from no icon set.
 */
export const TILE_ICONS = {
  mySpace: 'M3.5 11 12 4l8.5 7M6 9.5V20h12V9.5M10 20v-6h4v6',
  citizen: 'M6 3h8.5L19 7.5V21H6zM14 3v5h5M9 12h7M9 15.5h7M9 8.5h2',
  enterprise: 'M4 20V5h9v15M13 10h7v10M2.5 20h19M7 8.5h3M7 12h3M7 15.5h3M16 13.5h1.5M16 16.5h1.5',
  association:
    'M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7M2.5 20a6.5 6.5 0 0 1 13 0M15.5 4.3a3.5 3.5 0 0 1 0 6.4M18 14a6.5 6.5 0 0 1 3.5 6',
  faq: 'M4 5h16v12h-8.5L7 20.5V17H4zM10 9.2a2 2 0 1 1 2.8 1.8c-.6.3-.8.6-.8 1.2M12 14.4v.1',
  contact:
    'M6.5 4h3l1.5 4-2 1.5a11 11 0 0 0 5.5 5.5l1.5-2 4 1.5v3a2 2 0 0 1-2.2 2A16.5 16.5 0 0 1 4.5 6.2 2 2 0 0 1 6.5 4z',
} as const;
