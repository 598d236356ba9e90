/** A wait is cut into so many parts, of which one that was late counts once, however late it was. */
const TURNS = 10;

/** A wait that has begun. */
export interface Wait {
  /** Begins anew, unless it did in this turn: it is called often, and timers cost more than a wait that is a tenth shorter. */
  renew(): void;
  /** Calls it off. */
  end(): void;
}

/** A wait that ends in a rejection. */
export interface Deadline extends Wait {
  /** Rejects when it has passed. */
  readonly passed: Promise<never>;
}

/**
 * Calls back once `ms` have gone by. Time in which the thread was blocked, or the computer slept, does not count: the answer that is
 * waited for may be next in line.
 */
export function startWait(ms: number, run: () => void): Wait {
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

/** Has a promise reject with what `late` gives once `ms` have gone by. */
export function startDeadline(ms: number, late: () => unknown): Deadline {
  let pass = (_: unknown): void => {};
  const passed = new Promise<never>((_, reject) => {
    pass = reject;
  });
  return { ...startWait(ms, () => pass(late())), passed };
}

/** Settles as `promise` does, but rejects with what `late` gives once `ms` have gone by. The work itself goes on. */
export async function within<T>(ms: number, promise: Promise<T>, late: () => unknown): Promise<T> {
  const { passed, end } = startDeadline(ms, late);
  try {
    return await Promise.race([promise, passed]);
  } finally {
    end();
  }
}
