/**
 * Finds the name that a misspelt one most likely stands for, or `null` where none is near.
 *
 * Case and underscores count for nothing, so that `image_size` is `imageSize`; beyond that a third of the letters may
 * be wrong.
 */
export function nearestName(name: string, known: readonly string[]): string | null {
  const wanted = bare(name);
  let nearest: string | null = null;
  let least = Math.ceil(wanted.length / 3) + 1;
  for (const candidate of known) {
    const distance = editDistance(wanted, bare(candidate));
    if (distance < least) [nearest, least] = [candidate, distance];
  }
  return nearest;
}

const bare = (name: string): string => name.replaceAll('_', '').toLowerCase();

/** Levenshtein's distance: the fewest letters to insert, remove or replace. */
function editDistance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (const letter of from) {
    const next = [row[0]! + 1];
    for (let column = 1; column < row.length; column++) {
      const replaced = row[column - 1]! + (letter === to[column - 1] ? 0 : 1);
      next.push(Math.min(replaced, row[column]! + 1, next[column - 1]! + 1));
    }
    row = next;
  }
  return row.at(-1)!;
}
