/** How many cores the processor has; one where that is not told, as in Node 20. */
export function processorCores(): number {
  return globalThis.navigator?.hardwareConcurrency ?? 1;
}

/** How many workers there are where nobody says: one core is left to the page. */
export function defaultWorkers(): number {
  return Math.max(1, Math.min(processorCores() - 1, 8));
}
