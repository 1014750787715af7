import type { QrCode } from '../../platform/qr-code.ts';

/** The model of views/partials/qr-code.ejs: a QR code as a picture, and what a screen reader says instead. */
export type QrPicture = QrCode & { label: string };
