import { type Config, ConfigError, readConfig } from '../config.ts';
import { faultInWords } from '../start-faults.ts';

/** What whoever typed a command is told when it fails; `failed` says what did not happen. */
export function faultOfCommand(error: unknown, failed: string): string {
  if (error instanceof ConfigError) return `What was given is not right:\n${error.message}`;
  return `${failed}: ${faultInWords(error, configOrNone())}`;
}

function configOrNone(): Config | null {
  try {
    return readConfig();
  } catch (error) {
    if (error instanceof ConfigError) return null;
    throw error;
  }
}
