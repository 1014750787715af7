import { z } from 'zod';
import { wholeNumber } from './config-values.ts';

/** A bucket of a server that speaks S3. */
export type Bucket = Readonly<{
  endpoint: string;
  name: string;
  region: string;
  accessKeyId: string;
  secretAccessKey: string;
}>;

export type DocumentsConfig = Readonly<{
  /** Null where documents stand in a folder of DATA_DIR. */
  bucket: Bucket | null;
  /** The address of clamd, or null where nothing looks for viruses. */
  clamdUrl: string | null;
  bytesPerFile: number;
  bytesPerSubmission: number;
}>;

const MEBIBYTE = 1_024 * 1_024;

export const documentsSettings = {
  STORAGE_URL: z
    .string()
    .refine(
      (url) => bucketOf(url) !== null,
      'give a bucket, such as s3://key:secret@s3.example/documents?region=eu-west-1',
    )
    .optional(),
  CLAMD_URL: z
    .string()
    .regex(
      /^(?:tcp:\/\/[^\s/?#@]+|unix:\/[^\0]+)$/,
      'give the address of clamd, such as tcp://127.0.0.1:3310 or unix:/run/clamav/clamd.ctl',
    )
    .optional(),
  UPLOAD_LIMIT_MB_PER_FILE: wholeNumber({ from: 1, to: 100 }).default(10),
  UPLOAD_LIMIT_MB_PER_SUBMISSION: wholeNumber({ from: 1, to: 1_000 }).default(25),
};
type DocumentsEnvironment = z.output<z.ZodObject<typeof documentsSettings>>;

/** Returns what is wrong with the settings together, each with its remedy. */
export function documentsProblems(env: DocumentsEnvironment, { production }: { production: boolean }): string[] {
  const problems: string[] = [];
  if (production && env.STORAGE_URL?.startsWith('s3+http:')) {
    problems.push('STORAGE_URL: must be s3:// in production: documents would travel in clear');
  }
  if (env.UPLOAD_LIMIT_MB_PER_SUBMISSION < env.UPLOAD_LIMIT_MB_PER_FILE) {
    problems.push('UPLOAD_LIMIT_MB_PER_SUBMISSION: give at least UPLOAD_LIMIT_MB_PER_FILE');
  }
  return problems;
}

export function documentsOf(env: DocumentsEnvironment): DocumentsConfig {
  return Object.freeze({
    bucket: env.STORAGE_URL === undefined ? null : bucketOf(env.STORAGE_URL),
    clamdUrl: env.CLAMD_URL ?? null,
    bytesPerFile: env.UPLOAD_LIMIT_MB_PER_FILE * MEBIBYTE,
    bytesPerSubmission: env.UPLOAD_LIMIT_MB_PER_SUBMISSION * MEBIBYTE,
  });
}

/** Reads `s3://key:secret@host:port/bucket?region=…`; `s3+http://` is for development. Returns null for anything else. */
function bucketOf(url: string): Bucket | null {
  const scheme = /^s3(\+http)?:\/\//.exec(url);
  const address =
    scheme === null ? '' : `${scheme[1] === undefined ? 'https' : 'http'}://${url.slice(scheme[0].length)}`;
  if (!URL.canParse(address)) return null;
  const { origin, username, password, pathname, searchParams } = new URL(address);
  const [, name] = /^\/([a-z\d][a-z\d.-]{1,61}[a-z\d])$/.exec(pathname) ?? [];
  if (name === undefined || username === '' || password === '') return null;
  const [accessKeyId, secretAccessKey] = [decodeOrNull(username), decodeOrNull(password)];
  if (accessKeyId === null || secretAccessKey === null) return null;
  return { endpoint: origin, name, region: searchParams.get('region') ?? 'us-east-1', accessKeyId, secretAccessKey };
}

function decodeOrNull(part: string): string | null {
  return /%(?![\da-f]{2})/i.test(part) ? null : decodeURIComponent(part);
}
