// govuk-frontend ships no types: the two components the portal uses.
declare module 'govuk-frontend/dist/govuk/components/error-summary/error-summary.mjs' {
  export class ErrorSummary {
    constructor(root: Element);
  }
}
declare module 'govuk-frontend/dist/govuk/components/password-input/password-input.mjs' {
  export class PasswordInput {
    constructor(root: Element, config: { i18n: Record<string, string> });
  }
}
