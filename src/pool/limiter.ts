/** Runs a task when it is its turn. */
export type Limiter = <T>(task: () => Promise<T>) => Promise<T>;

/** Runs at most `limit` tasks at once, the others in the order in which they came. */
export function createLimiter(limit: number): Limiter {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async (task) => {
    if (running >= limit) await new Promise<void>((resolve) => waiting.push(resolve));
    else running++;
    try {
      return await task();
    } finally {
      const next = waiting.shift();
      // The place passes on directly, so that nobody who comes in between can take it.
      if (next) next();
      else running--;
    }
  };
}

/**
 * Has a task wait for its turn, and run at once when it is tried again: it may be what all of those wait for who have a turn
 * by then.
 */
export function onceInTurn(limiter: Limiter): Limiter {
  let hadTurn = false;
  return (task) => {
    if (hadTurn) return task();
    hadTurn = true;
    return limiter(task);
  };
}
