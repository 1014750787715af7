import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ejs from 'ejs';
import { escapeHtml, type SafeHtml, trustedHtml } from './html.ts';

export type Render = (model: object) => SafeHtml;
export type Templates = { get(name: string): Render };
type Include = (name: string, model: object) => SafeHtml;
type Compiled = (model: object, escapeFn: typeof escapeHtml, include: Include) => string;
type EjsTemplate = { source: string; generateSource(): void };
type EjsTemplateConstructor = new (text: string, options: ejs.Options) => EjsTemplate;

const OPTIONS: ejs.Options = { strict: true, _with: false, localsName: 'view', compileDebug: false };

const compiledFolders = new Map<string, Templates>();

/** Returns the templates of a folder, which a process compiles once, however many servers it starts. */
export function loadTemplates(root: string): Templates {
  const known = compiledFolders.get(root);
  if (known !== undefined) return known;
  const templates = compileFolder(root);
  compiledFolders.set(root, templates);
  return templates;
}

/**
 * Compiles every template of the folder. An `include('/folder/name', model)` calls another compiled function:
 * nothing is read, looked up on disk or copied while a page is rendered.
 */
function compileFolder(root: string): Templates {
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ejs'));
  const renderers = new Map<string, Render>();
  const get = (name: string): Render => {
    const render = renderers.get(name);
    if (!render) throw new Error(`there is no template ${name}`);
    return render;
  };
  const include: Include = (name, model) => get(name.slice(1))(model);
  for (const file of files) {
    const compiled = compile(path.join(root, file));
    const name = file.slice(0, -4).replaceAll(path.sep, '/');
    renderers.set(name, (model) => trustedHtml(compiled(model, escapeHtml, include)));
  }
  return { get };
}

function compile(file: string): Compiled {
  const { Template } = ejs as unknown as { Template: EjsTemplateConstructor };
  // The indentation is for those who read the templates: the page is sent without it, and a tag or a text that goes on
  // on the next line (it ends with no « > », or with « { %> ») as one line. No template has text where blanks
  // count: there is no <pre>, and what a <textarea> holds is written on the line of its tag.
  const text = readFileSync(file, 'utf8')
    .replaceAll(/(?<=[^>\s]|\{ %>)\n[ \t]+/g, ' ')
    .replaceAll(/^[ \t]+/gm, '');
  const template = new Template(text, { ...OPTIONS, filename: file });
  template.generateSource();
  const body = `"use strict"; let __output = ''; const __append = (s) => { __output += s };\n${template.source}\nreturn __output;`;
  // Does the same as ejs.compile, without its wrapper that copies the model at every include. Only the project's own
  // templates are compiled here, never text typed by people.
  return new Function('view', 'escapeFn', 'include', body) as Compiled;
}
