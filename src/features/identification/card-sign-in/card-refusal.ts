import { z } from 'zod';
import type { Translate } from '../../../web/page/texts.ts';
import type { OwnPath } from '../../../web/pipeline/own-path.ts';
import { isRecovery } from '../recovery/recovery-path.ts';
import { TOLD, type Told } from '../refusal.ts';

const OWN_WORDS = ['unknown', 'cancelled', 'too-low'] as const;
export type CardTold = (typeof OWN_WORDS)[number] | Told;
export type CardRefusal = { title: string; text: string };

/** Returns what is said of the try before, and what to do next on the way to that page; null for any other word. */
export function cardRefusal(refused: unknown, { t, next }: { t: Translate; next: OwnPath | '' }): CardRefusal | null {
  const own = z.enum(OWN_WORDS).safeParse(refused).data;
  if (own !== undefined) {
    const way = isRecovery(next) ? 'recovery' : 'card';
    return { title: t(`identification:${way}.${own}.title`), text: t(`identification:${way}.${own}.text`) };
  }
  const told = z.enum(TOLD).safeParse(refused).data;
  if (told === undefined) return null;
  return { title: t(`identification:refused.${told}.title`), text: t(`identification:refused.${told}.text`) };
}
