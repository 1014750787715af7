import type { App } from '../../app.ts';
import { HOUR, MINUTE, type QuotaRules } from '../../platform/quotas.ts';

/**
 * Limits new accounts by network address, by wide network, by room of the commune and over all, and what may be asked
 * without an account.
 */
export const accountQuotas = ({ limits }: App['config']) =>
  ({
    signUp: { points: limits.signUpPerHour, seconds: HOUR },
    signUpWide: { points: limits.signUpWidePerHour, seconds: HOUR },
    signUpOfRoom: { points: limits.signUpOfRoomPerHour, seconds: HOUR },
    signUpAll: { points: limits.signUpAllPerHour, seconds: HOUR },
    signUpAllWarning: { points: 1, seconds: 10 * MINUTE },
    captcha: { points: limits.captchaPerHour, seconds: HOUR },
    passwordReset: { points: limits.passwordResetPer10Minutes, seconds: 10 * MINUTE },
  }) satisfies QuotaRules;
