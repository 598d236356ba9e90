import { readFileSync } from 'node:fs';

/** A row of a table in `docs/dependencies.md`. */
export interface Dependency {
  readonly name: string;
  readonly version: string;
  readonly licence: string;
}

/** What `docs/dependencies.md` lists under a heading, in its order. */
export function dependenciesOf(heading: 'The library' | 'The demo'): readonly Dependency[] {
  const text = readFileSync(new URL('../docs/dependencies.md', import.meta.url), 'utf8');
  const section = text.split(/^## /m).find((part) => part.startsWith(`${heading}\n`)) ?? '';
  const rows = section.matchAll(/^\| `(?<name>[^`]+)` \| (?<version>[^|]+) \| (?<licence>[^|]+) \|/gm);
  return [...rows].map(({ groups }) => ({ ...(groups as unknown as Dependency) }));
}
