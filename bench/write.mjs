import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** Keeps a result as JSON, laid out as the formatter wants it: lists of numbers on one line. */
export function writeResult(path, result) {
  const text = JSON.stringify(result, (_key, value) => (typeof value === 'number' ? round(value) : value), 2);
  const compact = text.replace(/\[[^[\]{}"]*\]/g, (list) => list.replace(/\s+/g, ' ').replace(/(?<=\[) | (?=\])/g, ''));
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `${compact}\n`);
}

/** More digits would be noise. */
function round(value) {
  return Number(value.toPrecision(5));
}
