import type { App } from '../../../app.ts';
import { errorOf, type FormErrors } from '../../../web/form/fields.ts';
import type { Shell } from '../../../web/page/shell.ts';
import { newChallenge } from './captcha.ts';

/** The model of views/partials/captcha.ejs. */
export type CaptchaBlock = {
  challenge: string;
  picture: string;
  sound: string;
  refreshUrl: string;
  label: string;
  hint: string;
  pictureText: string;
  refreshText: string;
  /** The words that a screen reader says once another picture is shown. */
  refreshedText: string;
  soundText: string;
  error: string | null;
};

/** Makes a new challenge each time, as the earlier one may have been answered. */
export function captchaBlock(app: Pick<App, 'sealing'>, { t, at }: Shell, form: FormErrors): CaptchaBlock {
  return {
    ...captchaAddresses(app, at),
    refreshUrl: at('/captcha'),
    label: t('accounts:captcha.label'),
    hint: t('accounts:captcha.hint'),
    pictureText: t('accounts:captcha.picture'),
    refreshText: t('accounts:captcha.refresh'),
    refreshedText: t('accounts:captcha.refreshed'),
    soundText: t('accounts:captcha.sound'),
    error: errorOf(form, 'captcha'),
  };
}

export function captchaAddresses(app: Pick<App, 'sealing'>, at: Shell['at']) {
  const challenge = newChallenge(app);
  return { challenge, picture: at(`/captcha/${challenge}/picture`), sound: at(`/captcha/${challenge}/sound`) };
}
