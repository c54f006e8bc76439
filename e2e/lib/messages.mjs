// The texts of the pages, read from the program's Fluent files, so that a journey names a text by
// its key. Supports the syntax that these files use: values, continued lines, plurals, and
// references to other texts by their key.

import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = join(import.meta.dirname, '../../crates/messages/text');

/** The patterns of one Fluent file by their keys. */
export function parse(file) {
  const found = new Map();
  let key;
  for (const line of file.split('\n')) {
    const head = /^([a-zA-Z][\w-]*) = ?(.*)$/.exec(line);
    if (head) {
      key = head[1];
      found.set(key, head[2]);
    } else if (key && /^(\s+\S|\}$)/.test(line)) {
      found.set(key, `${found.get(key)}\n${line.trim()}`.trim());
    } else {
      key = undefined;
    }
  }
  return found;
}

function all(language) {
  const folder = join(FOLDER, language);
  const files = readdirSync(folder).filter((name) => name.endsWith('.ftl'));
  return new Map(files.flatMap((name) => [...parse(readFileSync(join(folder, name), 'utf8'))]));
}

const TEXTS = { vi: all('vi'), en: all('en') };

/** A number with the separators of thousands that the program uses. */
export function number(language, value) {
  return String(value).replace(/\B(?=(\d{3})+$)/g, language === 'vi' ? '.' : ',');
}

/** A pattern with its values in place. */
export function format(language, pattern, values = {}) {
  const formatted = (name) => {
    if (!(name in values)) throw new Error(`no value for $${name} in “${pattern}”`);
    const value = values[name];
    return typeof value === 'number' ? number(language, value) : value;
  };
  const chosen = pattern.replace(/\{ ?\$(\w+) ->\n([\s\S]*?)\n\}/g, (_, name, cases) => {
    const value = values[name];
    const wanted = typeof value === 'string' ? value : value === 1 ? 'one' : 'other';
    const rows = cases.split('\n').map((row) => /^\*?\[(\w+)\] (.*)$/.exec(row));
    return (rows.find((row) => row[1] === wanted) ?? rows.find((row) => row[0].startsWith('*')))[2];
  });
  const resolved = chosen.replace(/\{ ?([a-z][\w-]*) ?\}/g, (_, key) => text(language, key, values));
  return resolved.replace(/\{ ?\$(\w+) ?\}/g, (_, name) => formatted(name));
}

/** The text of a key. */
export function text(language, key, values) {
  const pattern = TEXTS[language].get(key);
  if (pattern === undefined) throw new Error(`no text has the key “${key}”`);
  return format(language, pattern, values);
}
