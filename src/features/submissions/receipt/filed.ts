import type { App } from '../../../app.ts';
import type { OwnSubmission } from '../follow-up/own-submission.ts';
import type { ReceiptDocument } from './receipt-documents.repository.ts';

/** A submission with its documents. */
export type Filed = OwnSubmission & { documents: readonly ReceiptDocument[] };
export type ReceiptSettings = Pick<App['config'], 'account' | 'commune' | 'publicOrigin'>;
