/** How many workers there are where nobody says: one core is left to the page; where cores are not told, one worker. */
export function defaultWorkers(): number {
  const cores = globalThis.navigator?.hardwareConcurrency ?? 1;
  return Math.max(1, Math.min(cores - 1, 8));
}
