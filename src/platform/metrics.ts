import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { lostLogLines } from './log.ts';

export type Metrics = {
  contentType: string;
  text(): Promise<string>;
  observeRequest(seconds: number, status: number): void;
  setJobs(figures: JobFigures): void;
  countDroppedMail(kind: string, reason: string): void;
  countRefusedSignIn(): void;
  countSignUp(): void;
};
export type JobFigures = {
  oldestWaitingSeconds: number;
  failing: number;
  givenUp: number;
  runnerRestarts: number;
  mailServerAwaySeconds: number;
};

export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const requests = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time from the request line to the last byte handed over',
    labelNames: ['class'],
    buckets: [0.005, 0.02, 0.1, 0.3, 1, 5],
    registers: [registry],
  });
  const droppedMails = new Counter({
    name: 'mails_dropped_total',
    help: 'Mails that did not leave: a bound was reached, or the account that caused them is not confirmed',
    labelNames: ['kind', 'reason'],
    registers: [registry],
  });
  const refusedSignIns = new Counter({
    name: 'sign_ins_refused_total',
    help: 'Sign-ins of citizens and staff that were refused',
    registers: [registry],
  });
  const signUps = new Counter({
    name: 'sign_ups_total',
    help: 'Accounts of citizens that somebody asked for, with the captcha solved',
    registers: [registry],
  });
  countLostLines(registry);
  return {
    setJobs: jobGauges(registry),
    countRefusedSignIn: () => refusedSignIns.inc(),
    countSignUp: () => signUps.inc(),
    countDroppedMail: (kind, reason) => droppedMails.inc({ kind, reason }),
    contentType: registry.contentType,
    text: () => registry.metrics(),
    observeRequest: (seconds, status) => requests.observe({ class: `${Math.floor(status / 100)}xx` }, seconds),
  };
}

function jobGauges(registry: Registry): Metrics['setJobs'] {
  const gauge = (name: string, help: string) => new Gauge({ name, help, registers: [registry] });
  const oldestWaiting = gauge('jobs_oldest_waiting_seconds', 'How long the oldest job that is due has been waiting');
  const failing = gauge('jobs_failing', 'Jobs that failed and will be tried again');
  const givenUp = gauge('jobs_given_up', 'Jobs that failed as often as they are tried');
  const restarts = gauge('job_runner_restarts', 'How often this process started its job runner again');
  const mailServerAway = gauge(
    'mail_server_away_seconds',
    'How long the mail server has taken no mail; 0 while it answers',
  );
  return (figures) => {
    mailServerAway.set(figures.mailServerAwaySeconds);
    oldestWaiting.set(figures.oldestWaitingSeconds);
    failing.set(figures.failing);
    givenUp.set(figures.givenUp);
    restarts.set(figures.runnerRestarts);
  };
}

function countLostLines(registry: Registry): void {
  new Counter({
    name: 'log_lines_lost_total',
    help: 'Lines of the log that the disk or its reader did not take',
    registers: [registry],
    collect() {
      this.reset();
      this.inc(lostLogLines());
    },
  });
}
