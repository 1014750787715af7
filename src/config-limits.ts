import type { z } from 'zod';
import { addressList, count } from './config-values.ts';

export const limitSettings = {
  SIGN_UP_LIMIT_PER_HOUR: count(20),
  WIDE_SIGN_UP_LIMIT_PER_HOUR: count(100),
  ROOM_ADDRESSES: addressList.default([]),
  ROOM_SIGN_UP_LIMIT_PER_HOUR: count(200),
  SIGN_UPS_PER_HOUR: count(300),
  SIGN_IN_LIMIT_PER_5_MINUTES: count(30),
  REFUSED_SIGN_INS_PER_HOUR: count(300),
  CAPTCHA_LIMIT_PER_HOUR: count(120),
  PASSWORD_RESET_LIMIT_PER_10_MINUTES: count(10),
  PROFILES_PER_DAY: count(20),
  GUEST_DRAFTS_PER_HOUR: count(20),
  MESSAGES_PER_HOUR: count(30),
  UNKNOWN_CODES_PER_HOUR: count(60),
  WRONG_CLAIMS_PER_HOUR: count(10),
  HELPDESK_SEARCHES_PER_HOUR: count(120),
  HELPDESK_RESETS_PER_HOUR: count(20),
};
type LimitEnvironment = z.output<z.ZodObject<typeof limitSettings>>;
export type Limits = ReturnType<typeof limitsOf>;

/** How often something may be asked for; the quotas of each feature say in how long. */
export function limitsOf(env: LimitEnvironment) {
  return Object.freeze({
    signUpPerHour: env.SIGN_UP_LIMIT_PER_HOUR,
    signUpWidePerHour: env.WIDE_SIGN_UP_LIMIT_PER_HOUR,
    signUpOfRoomPerHour: env.ROOM_SIGN_UP_LIMIT_PER_HOUR,
    signUpAllPerHour: env.SIGN_UPS_PER_HOUR,
    signInPer5Minutes: env.SIGN_IN_LIMIT_PER_5_MINUTES,
    refusedSignInsPerHour: env.REFUSED_SIGN_INS_PER_HOUR,
    captchaPerHour: env.CAPTCHA_LIMIT_PER_HOUR,
    passwordResetPer10Minutes: env.PASSWORD_RESET_LIMIT_PER_10_MINUTES,
    profilesPerDay: env.PROFILES_PER_DAY,
    guestDraftsPerHour: env.GUEST_DRAFTS_PER_HOUR,
    messagesPerHour: env.MESSAGES_PER_HOUR,
    unknownCodesPerHour: env.UNKNOWN_CODES_PER_HOUR,
    wrongClaimsPerHour: env.WRONG_CLAIMS_PER_HOUR,
    helpdeskSearchesPerHour: env.HELPDESK_SEARCHES_PER_HOUR,
    helpdeskResetsPerHour: env.HELPDESK_RESETS_PER_HOUR,
  });
}
