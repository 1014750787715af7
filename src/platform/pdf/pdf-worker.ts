import { parentPort } from 'node:worker_threads';
import type { PdfDocument } from './pdf-document.ts';
import { writePdf } from './write-pdf.ts';

// Writes one document after the other in a thread of its own. What fails ends the thread: the error reaches who asked.

parentPort?.on('message', async (document: PdfDocument) => parentPort?.postMessage(await writePdf(document)));
