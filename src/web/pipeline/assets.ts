import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { trustedHtml } from '../page/html.ts';

const Manifest = z.strictObject({
  styles: z.string(),
  script: z.string(),
  /** The drawing of the icon, in the colour that the portal has at first. */
  icon: z.string(),
  inlineScript: z.string().transform(trustedHtml),
  inlineScriptHash: z.string(),
});
/** The addresses of the built files, the icon, the only inline script, and its hash for the Content-Security-Policy. */
export type Assets = z.output<typeof Manifest>;

/** Reads what `src/tools/build-assets.ts` wrote. Throws when that has not run. */
export function loadAssets(builtFolder: string): Assets {
  return Manifest.parse(JSON.parse(readFileSync(path.join(builtFolder, 'manifest.json'), 'utf8')));
}
