import { type Config, ConfigError, readConfig } from '../config.ts';
import { faultInWords } from '../start-faults.ts';

/** Returns the sentence shown to the person whose command failed; `failed` says what was not done. */
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
