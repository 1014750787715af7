import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, describe, it } from 'node:test';
import fc from 'fast-check';
import { escapeHtml } from '../../../../src/web/page/html.ts';
import { loadTemplates } from '../../../../src/web/page/templates.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'templates é-'));
after(() => rmSync(folder, { recursive: true, force: true }));

const files: Record<string, string> = {
  'hello.ejs': '<p title="<%= view.name %>"><%= view.name %></p>',
  'raw.ejs': '<%- view.name %>',
  'list.ejs': "<% for (const name of view.names) { -%>\n<%- include('/partials/item', { name }) %>\n<% } -%>",
  'partials/item.ejs': '<li><%= view.name %></li>',
  'broken-include.ejs': "<%- include('/partials/nowhere', {}) %>",
  'strict.ejs': '<% undeclared = 1 %>',
  'bare.ejs': '<%= name %>',
  'indented.ejs': '<ul>\n  <% for (const name of view.names) { -%>\n\t  <li>  <%= name %></li>\n  <% } -%>\n</ul>',
  'long.ejs': '<input id="a"\n    name="a"<% if (view.checked) { %>\n    checked<% } %>>',
  'again.ejs': "[<%- include('/hello', view) %>|<%- include('/hello', view) %>]",
  'notes.txt': 'not a template',
};
for (const [name, text] of Object.entries(files)) {
  mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
  writeFileSync(path.join(folder, name), text);
}
const templates = loadTemplates(folder);

describe('a template', () => {
  it('escapes what is written with <%=, in text and in attributes, whatever it is', () => {
    const hello = templates.get('hello');
    assert.equal(hello({ name: '"><b>' }), '<p title="&#34;&gt;&lt;b&gt;">&#34;&gt;&lt;b&gt;</p>');
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (name) => {
        assert.equal(hello({ name }), `<p title="${escapeHtml(name)}">${escapeHtml(name)}</p>`);
      }),
    );
  });

  it('writes with <%- as it is', () => assert.equal(templates.get('raw')({ name: '<b>' }), '<b>'));

  it('includes another by its path from the root, with a model of its own', () => {
    const html = templates.get('list')({ names: ['Lucie', '<Jan>'] });
    assert.equal(html, '<li>Lucie</li>\n<li>&lt;Jan&gt;</li>\n');
  });

  it('can be rendered twice, and within another, without a trace of the first time', () => {
    const again = templates.get('again');
    assert.equal(again({ name: 'a' }), '[<p title="a">a</p>|<p title="a">a</p>]');
    assert.equal(again({ name: 'b' }), '[<p title="b">b</p>|<p title="b">b</p>]');
  });

  it('is sent without its indentation; the blanks of a value, and those within a line, stay', () => {
    const html = templates.get('indented')({ names: ['  two\n  lines'] });
    assert.equal(html, '<ul>\n<li>    two\n  lines</li>\n</ul>');
  });

  it('is sent with a tag of several lines as one line', () => {
    assert.equal(templates.get('long')({ checked: true }), '<input id="a" name="a" checked>');
  });

  it('that is not there is an error with its name', () => {
    for (const name of ['nowhere', '', 'hello.ejs', '/hello', 'notes', '../secret', 'constructor']) {
      assert.throws(() => templates.get(name), { message: `there is no template ${name}` });
    }
    assert.throws(() => templates.get('broken-include')({}), { message: 'there is no template partials/nowhere' });
  });

  it('is strict: it declares what it uses, and reads its model under one name', () => {
    assert.throws(() => templates.get('strict')({}), ReferenceError);
    assert.throws(() => templates.get('bare')({ name: 'Lucie' }), ReferenceError);
  });

  it('that cannot be compiled stops the start', () => {
    const broken = mkdtempSync(path.join(tmpdir(), 'templates-'));
    writeFileSync(path.join(broken, 'x.ejs'), '<% if (view.a) { %>never closed');
    assert.throws(() => loadTemplates(broken), SyntaxError);
    rmSync(broken, { recursive: true });
  });
});

describe('the templates of the portal', () => {
  it('keep what was typed in a text area as it was, its blanks included', () => {
    const ours = loadTemplates(path.resolve(import.meta.dirname, '../../../../views'));
    const field = { name: 'reason', label: 'Raison', hint: null, error: null, value: '  un\n\n    deux ' };
    assert.match(ours.get('partials/text-area')(field), /<textarea[^>]*> {2}un\n\n {4}deux <\/textarea>/);
  });

  it('are all compiled at start, the mail included', () => {
    const ours = loadTemplates(path.resolve(import.meta.dirname, '../../../../views'));
    const mail = ours.get('emails/mail');
    const action = { label: 'Confirmer', url: 'https://ep.example/?a=1&b=2' };
    const html = mail({ language: 'fr', subject: 'A < B', opening: [], paragraphs: ['<i>'], action, signature: [] });
    assert.match(html, /<title>A &lt; B<\/title>/);
    assert.match(html, /<p>&lt;i&gt;<\/p>/);
    assert.match(html, /href="https:\/\/ep\.example\/\?a=1&amp;b=2"/);
  });
});
