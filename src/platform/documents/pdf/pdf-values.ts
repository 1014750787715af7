const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };

/** Returns the whole number behind a key of a dictionary, or null. */
export function readNumber(dictionary: Buffer, key: string): number | null {
  const found = behind(dictionary, key, /^\s+([+-]?\d{1,10})/);
  return found === null ? null : Number(found);
}

/** Returns the name behind a key of a dictionary, without its slash, or null. */
export function readName(dictionary: Buffer, key: string): string | null {
  return behind(dictionary, key, /^\s*\/([\w.-]{1,64})/);
}

/** Returns the string behind a key of a dictionary, or the first of a list of strings, or null. */
export function readString(dictionary: Buffer, key: string): Buffer | null {
  const hexadecimal = behind(dictionary, key, /^\s*\[?\s*<([\da-fA-F\s]*)>/);
  if (hexadecimal !== null) return Buffer.from(hexadecimal.replace(/\s/g, ''), 'hex');
  const literal = behind(dictionary, key, /^\s*\[?\s*\(([\s\S]*)/);
  return literal === null ? null : Buffer.from(readLiteral(literal), 'latin1');
}

/** Returns what a pattern finds behind the first key that it fits. */
function behind(dictionary: Buffer, key: string, pattern: RegExp): string | null {
  const text = dictionary.toString('latin1');
  for (let at = text.indexOf(`/${key}`); at >= 0; at = text.indexOf(`/${key}`, at + 1)) {
    const found = pattern.exec(text.slice(at + key.length + 1));
    if (found?.[1] !== undefined) return found[1];
  }
  return null;
}

/** Reads a string in brackets up to the bracket that closes it; brackets inside are in pairs or escaped. */
function readLiteral(text: string): string {
  let read = '';
  let depth = 1;
  for (let at = 0; at < text.length; at += 1) {
    const letter = text.charAt(at);
    if (letter === '\\') {
      const { value, length } = escaped(text.slice(at + 1, at + 4));
      read += value;
      at += length;
      continue;
    }
    if (letter === '(') depth += 1;
    if (letter === ')') depth -= 1;
    if (depth === 0) break;
    read += letter;
  }
  return read;
}

function escaped(next: string): { value: string; length: number } {
  const octal = /^[0-7]{1,3}/.exec(next)?.[0];
  if (octal !== undefined) return { value: String.fromCharCode(Number.parseInt(octal, 8) & 255), length: octal.length };
  if (next.startsWith('\r\n')) return { value: '', length: 2 };
  const letter = next.charAt(0);
  if (letter === '\n' || letter === '\r') return { value: '', length: 1 };
  return { value: ESCAPES[letter] ?? letter, length: 1 };
}
