import type { Request, Response } from 'express';
import type { App } from '../../../app.ts';
import { shellOf } from '../../../web/page/locals.ts';
import type { Tag, TagColour } from '../../../web/page/tag.ts';
import { view } from '../../../web/page/view.ts';
import { judgeState, type Level } from '../../operations/state/judge-state.ts';
import { readOperationsState } from '../../operations/state/operations-state.ts';
import { operationsLines } from './operations-lines.ts';

const COLOURS: Readonly<Record<Level, TagColour>> = { fine: 'green', attention: 'yellow', fault: 'red' };

export type OperationsPage = {
  title: string;
  /** The sentence that says whether everything is well. */
  whole: string;
  parts: { name: string; level: Tag; said: string; remedy: string | null }[];
  version: string;
};
const operationsView = view<OperationsPage>('admin/operations/operations');

/** Shows the administrators, in plain words, the state of everything that the portal stands on. */
export const operationsPage = (app: Pick<App, 'clock' | 'config' | 'db' | 'scanner' | 'storage'>) => ({
  async get(_req: Request, res: Response): Promise<void> {
    const shell = shellOf(res);
    const { t } = shell;
    const scans = app.scanner !== null;
    const state = await readOperationsState(app);
    const judged = judgeState(state, { now: app.clock.now(), scans });
    const lines = operationsLines(state, { scans, bucket: app.config.documents.bucket !== null, shell });
    const levels = Object.values(judged);
    const worst = (['fault', 'attention'] as const).find((level) => levels.includes(level)) ?? 'fine';
    const page: OperationsPage = {
      title: t('admin:operations.title'),
      whole: t(`admin:operations.whole.${worst}`),
      parts: lines.map(({ part, said }) => ({
        name: t(`admin:operations.${part}`),
        level: { text: t(`admin:operations.level.${judged[part]}`), colour: COLOURS[judged[part]] },
        said,
        remedy: judged[part] === 'fine' ? null : t(`admin:operations.${part}.remedy`),
      })),
      version: t('admin:operations.version', { node: process.versions.node, postgres: state.database.version }),
    };
    operationsView.render(res, page);
  },
});
