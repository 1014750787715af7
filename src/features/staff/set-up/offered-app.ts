import { qrCodeOf } from '../../../platform/qr-code.ts';
import { inGroupsOfFour, secondFactorUri } from '../../../platform/second-factor.ts';
import type { FormErrors, TextField } from '../../../web/form/fields.ts';
import type { QrPicture } from '../../../web/page/qr-picture.ts';
import type { Shell } from '../../../web/page/shell.ts';
import { codeField } from '../staff-fields.ts';
import type { OfferedSecondFactor } from './offered-second-factor.ts';

/** The fields of a form that shows a new secret to an app, and asks for the code that the app makes of it. */
export type OfferedApp = {
  qrCode: QrPicture;
  secret: string;
  /** The sealed secret, so that after a mistake the form shows the secret that was already scanned. */
  offer: string;
  code: TextField;
};

type Shown = { account: string; offered: OfferedSecondFactor; form: FormErrors };

/** `account` is the address under which the app lists the secret. */
export function offeredAppFields({ account, offered, form }: Shown, { t, commune }: Shell): OfferedApp {
  const { secret, sealed } = offered;
  return {
    qrCode: {
      ...qrCodeOf(secondFactorUri(secret, { site: commune.names[0] ?? '', account })),
      label: t('staff:setUp.qrCode'),
    },
    secret: inGroupsOfFour(secret),
    offer: sealed,
    code: codeField(form, t),
  };
}
