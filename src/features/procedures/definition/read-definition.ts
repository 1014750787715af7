import { type Definition, ExternalDefinition, HandledDefinition } from './definition.ts';
import { definitionProblems } from './problems/definition-problems.ts';
import type { Problem } from './problems/problem.ts';
import { schemaProblem } from './problems/schema-problem.ts';

export class DefinitionError extends Error {}

/**
 * Reads one definition from the text of its file. Throws DefinitionError with the file, the place and the remedy of
 * every mistake, so that a mistake is found when the portal starts, and not by a citizen.
 */
export function readDefinition(file: string, text: string): Definition {
  const raw = parseJson(file, text);
  const schema = isExternal(raw) ? ExternalDefinition : HandledDefinition;
  // Each schema is used a few times only, at the start: to compile its parser would take longer than to go without.
  const parsed = schema.safeParse(raw, { jitless: true });
  if (!parsed.success)
    throw problemsIn(
      file,
      parsed.error.issues.map((issue) => schemaProblem(issue, raw)),
    );
  const definition: Definition = parsed.data;
  const problems = 'steps' in definition ? definitionProblems(definition) : [];
  if (file !== `${definition.slug}.json`) {
    problems.push({
      path: 'slug',
      message: `the file must be called ${definition.slug}.json: rename it, or mend the slug`,
    });
  }
  if (problems.length > 0) throw problemsIn(file, problems);
  return definition;
}

function parseJson(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new DefinitionError(
      `${file}: not JSON, mend it there: ${error instanceof Error ? error.message : String(error)}`,
      {
        cause: error,
      },
    );
  }
}

function isExternal(raw: unknown): boolean {
  return typeof raw === 'object' && raw !== null && 'external' in raw;
}

function problemsIn(file: string, problems: readonly Problem[]): DefinitionError {
  return new DefinitionError(problems.map(({ path, message }) => `${file}: ${path}: ${message}`).join('\n'));
}
