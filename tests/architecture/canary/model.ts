import type { TextField } from '../../../src/web/form/fields.ts';
import type { SafeHtml } from '../../../src/web/page/html.ts';

/** The model of the templates beside this file. Each of their lines holds a mistake that `check-views` must find. */
export type CanaryPage = {
  title: string;
  count: number;
  chosen: boolean;
  nothing: string | null;
  perhaps?: string;
  names: readonly string[];
  untyped: ReturnType<typeof JSON.parse>;
  safe: SafeHtml;
  field: TextField;
};
