import type { Request, Response } from 'express';
import type { App } from '../app.ts';
import { openSecondFactor } from '../features/staff/sealed-second-factor.ts';
import { findStaffCredentials } from '../features/staff/staff-credentials.repository.ts';
import { codeAt } from '../platform/second-factor.ts';
import { escapeHtml } from '../web/page/html.ts';
import { DEMONSTRATION_STAFF } from './demonstration-data.ts';
import { plainPage } from './plain-page.ts';

type SecondFactorApp = Pick<App, 'clock' | 'db' | 'sealing'>;

/**
 * Shows, in development only, the codes that the telephones of the demonstration staff would show now and in 30
 * seconds.
 */
export const secondFactorPage = (app: SecondFactorApp) => ({
  async get(_req: Request, res: Response): Promise<void> {
    const rows = await Promise.all(DEMONSTRATION_STAFF.map(({ email }) => rowOf(app, email)));
    const head = '<tr><th>Account</th><th>Code</th><th>Next</th></tr>';
    const note = '<p>Each code works once. Reload for the current ones.</p>';
    res.type('html').send(plainPage('Second factor', `${note}<table>${head}${rows.join('')}</table>`));
  },
});

async function rowOf(app: SecondFactorApp, email: string): Promise<string> {
  const account = await findStaffCredentials(app.db, email);
  const secret = account === null ? null : openSecondFactor(app, { of: account.id, sealed: account.secondFactor });
  const now = app.clock.now();
  const codes = [now, new Date(now.getTime() + 30_000)].map((at) => (secret === null ? '—' : codeAt(secret, at)));
  return `<tr><td>${escapeHtml(email)}</td>${codes.map((code) => `<td><code>${code}</code></td>`).join('')}</tr>`;
}
