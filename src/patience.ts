/** A wait is cut into so many parts. */
const TURNS = 10;

/**
 * Calls back after `ms`, of which each tenth has to find its thread free: what is due when a blocked page or a sleeping computer goes
 * on was no wait, and the answer that it is about may be next in line.
 *
 * @returns a function that calls it off
 */
export function afterTurns(ms: number, run: () => void): () => void {
  let left = TURNS;
  const timer = setInterval(() => {
    if (--left > 0) return;
    clearInterval(timer);
    run();
  }, ms / TURNS);
  return () => clearInterval(timer);
}

/** Settles as `promise` does, but rejects with what `late` gives once `ms` have gone by. The work itself goes on. */
export async function within<T>(ms: number, promise: Promise<T>, late: () => unknown): Promise<T> {
  let callOff = (): void => {};
  const waiting = new Promise<never>((_, reject) => {
    callOff = afterTurns(ms, () => reject(late()));
  });
  try {
    return await Promise.race([promise, waiting]);
  } finally {
    callOff();
  }
}
