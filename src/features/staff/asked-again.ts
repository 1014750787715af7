/**
 * The pages, under `/{language}/admin`, that ask for the second factor again when it was not given in the last ten
 * minutes, each with the reason. Whoever finds a screen that was left open must not be able to use them. Handling a
 * request does not ask again: agents do it every minute, each act is logged under a name, and it can be corrected.
 */
export const ASKED_AGAIN = {
  '/account/password': 'another password would keep the owner out',
  '/account/app': 'another app would keep the owner out',
  '/account/passkeys': 'a passkey signs in alone, from anywhere, for as long as nobody removes it',
  '/account/recovery-codes': 'each signs in, beside the password, until it is used or replaced',
  '/submissions/export.xlsx': 'takes what many people wrote out of the portal, where nothing protects it any more',
  '/submissions/export.csv': 'as the spreadsheet',
  '/submissions/exports/:export/file': 'as the spreadsheet, of a list that was long',
  '/audit/export.xlsx': 'takes what all colleagues did out of the portal',
  '/audit/export.csv': 'as the spreadsheet',
  '/citizens/:citizen/email-change': 'another address is the way into the account of a citizen',
  '/citizens/email-changes': 'the second pair of eyes on another address must be those of a second person',
  '/citizens/merges': 'what two accounts hold is never parted again',
  '/procedures/:slug': 'closes a démarche, or changes its fee, for everybody and at once',
  '/procedures/:slug/versions/:revision': 'as the settings themselves',
  '/settings': 'another account number would lead what people pay elsewhere, and another address their answers',
  '/staff': 'a colleague who is invited here may be anybody, with any role',
  '/staff/:account/:act': 'other roles, or an account that is set up anew, let somebody in for as long as nobody looks',
  '/retention/proposal': 'what is proposed here is destroyed for ever once a colleague confirms it',
  '/retention/runs/:run': 'what is confirmed here is destroyed for ever',
  '/retention/runs/:run/transfer': 'as the run: what the archives have received is destroyed for ever',
  '/retention/runs/:run/transfer.zip': 'takes all that many people wrote out of the portal, documents and numbers too',
} as const satisfies Record<string, string>;

export const isAskedAgain = (path: string): boolean => path in ASKED_AGAIN;
