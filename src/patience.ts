/** A wait is cut into so many parts. */
const TURNS = 10;

/** A wait that has begun. */
export interface Wait {
  /** Begins anew, unless it did in this turn: it is called often, and timers cost more than a wait that is a tenth shorter. */
  renew(): void;
  /** Calls it off. */
  end(): void;
}

/**
 * Calls back after `ms`, of which each tenth has to find its thread free: what is due when a blocked page or a sleeping computer goes
 * on was no wait, and the answer that it is about may be next in line.
 */
export function afterTurns(ms: number, run: () => void): Wait {
  let left: number;
  let timer: ReturnType<typeof setInterval>;
  const end = (): void => clearInterval(timer);
  const begin = (): void => {
    left = TURNS;
    timer = setInterval(() => {
      if (--left > 0) return;
      end();
      run();
    }, ms / TURNS);
  };
  begin();
  return {
    renew() {
      if (left === TURNS) return;
      end();
      begin();
    },
    end,
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
