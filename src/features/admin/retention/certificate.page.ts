import type { Request, Response } from 'express';
import type { App } from '../../../app.ts';
import { NotFound } from '../../../domain/not-found.ts';
import { formatReference } from '../../../domain/numbers/reference.ts';
import { type SummaryList, type SummaryRow, summaryRow } from '../../../web/form/summary-list.ts';
import { formatBytes, formatDate, formatDateTime, formatNumber } from '../../../web/page/format.ts';
import { shellOf } from '../../../web/page/locals.ts';
import type { Shell } from '../../../web/page/shell.ts';
import { view } from '../../../web/page/view.ts';
import type { OwnPath } from '../../../web/pipeline/own-path.ts';
import type { Procedures } from '../../procedures/versions/procedures.ts';
import { figureName } from '../statistics/figure-names.ts';
import { type Certificate, hashOf, readCertificate } from './certificate.ts';
import { findCertificate } from './retention-runs.repository.ts';
import { runAsked } from './run-asked.ts';
import { actWords } from './run-words.ts';

type Destroyed = { reference: string; dates: string; documents: { sha256: string; about: string }[] };
export type CertificatePage = {
  title: string;
  commune: string;
  back: OwnPath;
  /** The reason why the requests were destroyed or transferred. */
  text: string;
  facts: SummaryList;
  sha256: string;
  file: OwnPath;
  heading: string;
  destroyed: Destroyed[];
  /** The requests that stayed, grouped by the reason. */
  kept: { heading: string; references: string[] }[];
};
const certificateView = view<CertificatePage>('admin/retention/certificate');
type CertificateApp = Pick<App, 'db'> & { procedures: Procedures };

/** The page of the certificate, to be read or printed. */
export const certificatePage = (app: CertificateApp) => ({
  async get(req: Request, res: Response): Promise<void> {
    const shell = shellOf(res);
    const { id, text } = await certificateAsked(app, req);
    const certificate = readCertificate(text);
    const { t, at } = shell;
    certificateView.render(res, {
      title: t('admin:retention.certificate'),
      commune: certificate.commune,
      back: at(`/admin/retention/runs/${id}`),
      text: t(`admin:retention.certificate.text.${certificate.fate}`),
      facts: factsOf(certificate, { procedures: app.procedures, shell }),
      sha256: hashOf(text),
      file: at(`/admin/retention/runs/${id}/certificate.json`),
      heading: t(`admin:retention.certificate.heading.${certificate.fate}`),
      destroyed: certificate.destroyed.map((one) => destroyedShown(one, shell)),
      kept: keptShown(certificate, shell),
    });
  },
});

/** Sends the certificate as a file, byte for byte as it is stored. */
export const certificateFilePage = (app: Pick<App, 'db'>) => ({
  async get(req: Request, res: Response): Promise<void> {
    const { id, text } = await certificateAsked(app, req);
    res.attachment(`certificate-${id}.json`).type('application/json; charset=utf-8');
    res.setHeader('Cache-Control', 'no-store');
    res.send(text);
  },
});

/** Throws NotFound for a run that does not exist or is not done. */
async function certificateAsked(app: Pick<App, 'db'>, req: Request): Promise<{ id: string; text: string }> {
  const { id } = await runAsked(app, req.params['run']);
  const text = await findCertificate(app.db, id);
  if (text === null) throw new NotFound();
  return { id, text };
}

function factsOf(certificate: Certificate, words: { procedures: Procedures; shell: Shell }): SummaryList {
  const { shell } = words;
  const { t, language } = shell;
  const act = ({ name, at }: Certificate['proposed']) => actWords({ name, at: new Date(at) }, shell);
  const { destroyed, kept, documents, bytes } = certificate.counts;
  const number = (count: number) => formatNumber(count, language);
  return {
    rows: [
      summaryRow(t('admin:retention.procedure'), figureName('slug', certificate.procedure, words)),
      summaryRow(t('admin:retention.fate'), t(`admin:retention.${certificate.fate}`)),
      summaryRow(t('admin:retention.authorisation'), certificate.authorisation),
      summaryRow(t('admin:retention.proposed'), act(certificate.proposed)),
      summaryRow(t('admin:retention.confirmed'), act(certificate.confirmed)),
      ...transferRows(certificate, shell),
      summaryRow(t('admin:retention.done'), formatDateTime(new Date(certificate.doneAt), language)),
      summaryRow(t('admin:retention.count.destroyed'), number(destroyed)),
      summaryRow(t('admin:retention.count.documents'), `${number(documents)} (${formatBytes(bytes, language)})`),
      summaryRow(t('admin:retention.count.kept'), number(kept)),
    ],
  };
}

/** Returns what the archives received, or nothing when the run transferred nothing. */
function transferRows(certificate: Certificate, shell: Shell): SummaryRow[] {
  if (certificate.format === 1) return [];
  const { t, language } = shell;
  const { received, receipt, bytes, packedAt, sha256 } = certificate.transfer;
  return [
    summaryRow(
      t('admin:retention.answered.received'),
      actWords({ name: received.name, at: new Date(received.at) }, shell),
    ),
    summaryRow(t('admin:retention.receipt'), receipt),
    summaryRow(t('admin:retention.package.at'), formatDateTime(new Date(packedAt), language)),
    summaryRow(t('admin:retention.package.bytes'), formatBytes(bytes, language)),
    summaryRow(t('admin:retention.package.hash'), sha256),
  ];
}

function keptShown(certificate: Certificate, { t }: Shell): CertificatePage['kept'] {
  const lists = [
    { heading: t('admin:retention.certificate.kept'), references: certificate.kept },
    {
      heading: t('admin:retention.certificate.changed'),
      references: certificate.format === 1 ? [] : certificate.changed,
    },
  ];
  return lists
    .filter(({ references }) => references.length > 0)
    .map(({ heading, references }) => ({ heading, references: references.map(formatReference) }));
}

function destroyedShown(one: Certificate['destroyed'][number], { t, language }: Shell): Destroyed {
  const day = (at: string) => formatDate(new Date(at), language);
  const status = t(`submissions:status.${one.status}`);
  return {
    reference: formatReference(one.reference),
    dates: t('admin:retention.certificate.dates', { status, filed: day(one.filedAt), closed: day(one.closedAt) }),
    documents: one.documents.map(({ sha256, bytes, issued }) => ({
      sha256,
      about: t(issued ? 'admin:retention.certificate.issued' : 'admin:retention.certificate.joined', {
        size: formatBytes(bytes, language),
      }),
    })),
  };
}
