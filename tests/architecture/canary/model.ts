import type { TextField } from '../../../src/web/form/fields.ts';
import type { SafeHtml } from '../../../src/web/page/html.ts';

/** The model of the templates beside this file, each line of which is a mistake that `check-views` must see. */
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
