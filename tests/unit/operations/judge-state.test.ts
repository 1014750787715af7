import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { LatestRun } from '../../../src/features/operations/runs/maintenance-runs.repository.ts';
import { type Judged, judgeState, type Level } from '../../../src/features/operations/state/judge-state.ts';
import type { OperationsState } from '../../../src/features/operations/state/operations-state.ts';

const now = new Date('2026-11-26T12:00:00Z');
const hoursAgo = (hours: number) => new Date(now.getTime() - hours * 3_600_000);
const run = (kind: LatestRun['kind'], hours: number, failedSince = false): LatestRun => ({
  ...{ kind, endedAt: hoursAgo(hours), seconds: 3, rows: 10, documents: 2, failedSince },
});
const WELL: OperationsState = {
  database: { version: '18.0', bytes: 1, connections: 10, connectionsAtMost: 100 },
  storageAnswers: true,
  disk: { freeBytes: 50, bytes: 100 },
  secondsWithoutMailServer: 0,
  minutesOfUnscanned: 0,
  jobs: { oldestWaitingSeconds: 0, failing: 0, givenUp: 0 },
  runs: [run('backup', 12), run('drill', 24 * 20)],
};
const judge = (state: Partial<OperationsState>, scans = true) => judgeState({ ...WELL, ...state }, { now, scans });
const jobs = (figures: Partial<OperationsState['jobs']>) => ({ jobs: { ...WELL.jobs, ...figures } });

describe('the state of the portal', () => {
  it('is in order when all is well', () => {
    assert.deepEqual(new Set(Object.values(judge({}))), new Set(['fine']));
  });

  const rows: readonly (readonly [keyof Judged, Partial<OperationsState>, Level])[] = [
    ['database', { database: { ...WELL.database, connections: 81 } }, 'attention'],
    ['storage', { storageAnswers: false }, 'fault'],
    ['disk', { disk: { freeBytes: 19, bytes: 100 } }, 'attention'],
    ['disk', { disk: { freeBytes: 4, bytes: 100 } }, 'fault'],
    ['mail', { secondsWithoutMailServer: 61 }, 'attention'],
    ['mail', { secondsWithoutMailServer: 601 }, 'fault'],
    ['scanner', { minutesOfUnscanned: 11 }, 'attention'],
    ['scanner', { minutesOfUnscanned: 61 }, 'fault'],
    ['queue', jobs({ oldestWaitingSeconds: 121 }), 'attention'],
    ['queue', jobs({ oldestWaitingSeconds: 601 }), 'fault'],
    ['queue', jobs({ givenUp: 1 }), 'attention'],
    ['queue', jobs({ failing: 1 }), 'fine'],
    ['backup', { runs: [run('drill', 1)] }, 'fault'],
    ['backup', { runs: [run('backup', 37), run('drill', 1)] }, 'attention'],
    ['backup', { runs: [run('backup', 24 * 8), run('drill', 1)] }, 'fault'],
    ['backup', { runs: [run('backup', 2, true), run('drill', 1)] }, 'attention'],
    ['drill', { runs: [run('backup', 1)] }, 'attention'],
    ['drill', { runs: [run('backup', 1), run('drill', 24 * 36)] }, 'attention'],
    ['drill', { runs: [run('backup', 1), run('drill', 24 * 101)] }, 'fault'],
  ];
  for (const [index, [part, state, level]] of rows.entries()) {
    it(`asks for « ${level} » about ${part} alone (case ${index + 1})`, () => {
      const judged = judge(state);
      assert.equal(judged[part], level);
      const others = Object.entries(judged).filter(([name, other]) => name !== part && other !== 'fine');
      assert.deepEqual(others, []);
    });
  }

  it('asks to look where no scanner is set', () => {
    assert.equal(judge({}, false).scanner, 'attention');
  });
});
