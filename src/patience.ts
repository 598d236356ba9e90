/** A wait is cut into so many parts. */
const TURNS = 10;

/** A wait that has begun. */
export interface Wait {
  /** Begins anew; such a wait takes up to a tenth longer. */
  renew(): void;
  /** Calls it off. */
  end(): void;
}

/**
 * Calls back after `ms`, of which each tenth has to find its thread free: what is due when a blocked page or a sleeping computer goes
 * on was no wait, and the answer that it is about may be next in line.
 */
export function afterTurns(ms: number, run: () => void): Wait {
  let left = TURNS;
  const timer = setInterval(() => {
    if (--left > 0) return;
    clearInterval(timer);
    run();
  }, ms / TURNS);
  return {
    renew() {
      // The turn that is running began before.
      left = TURNS + 1;
    },
    end: () => clearInterval(timer),
  };
}

/** Settles as `promise` does, but rejects with what `late` gives once `ms` have gone by. The work itself goes on. */
export async function within<T>(ms: number, promise: Promise<T>, late: () => unknown): Promise<T> {
  let wait: Wait | undefined;
  const waiting = new Promise<never>((_, reject) => {
    wait = afterTurns(ms, () => reject(late()));
  });
  try {
    return await Promise.race([promise, waiting]);
  } finally {
    wait?.end();
  }
}
