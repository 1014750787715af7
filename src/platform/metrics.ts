import { collectDefaultMetrics, Histogram, Registry } from 'prom-client';

export type Metrics = {
  contentType: string;
  text(): Promise<string>;
  observeRequest(seconds: number, status: number): void;
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
  return {
    contentType: registry.contentType,
    text: () => registry.metrics(),
    observeRequest: (seconds, status) => requests.observe({ class: `${Math.floor(status / 100)}xx` }, seconds),
  };
}
