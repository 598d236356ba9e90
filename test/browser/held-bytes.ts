import { vi } from 'vitest';
import { type Admission, ByteBudget } from '../../src/pool/byte-budget.ts';

/** What all places in all byte budgets come to. */
interface Held {
  readonly bytes: number;
  /** Those that have not been given up. */
  readonly places: number;
  /** Those of them that wait for bytes. */
  readonly waiting: number;
}

export const NOTHING_HELD: Held = { bytes: 0, places: 0, waiting: 0 };

/** Follows all places in all byte budgets. */
export function watchBudgets(): () => Held {
  let waiting = 0;
  const held = new Map<Admission, number>();
  const enter = ByteBudget.prototype.enter;
  vi.spyOn(ByteBudget.prototype, 'enter').mockImplementation(function (this: ByteBudget) {
    const place = enter.call(this);
    held.set(place, 0);
    const { admit, resize, release } = place;
    return Object.assign(place, {
      admit: async (bytes: number, signal?: AbortSignal) => {
        waiting++;
        await admit(bytes, signal).finally(() => waiting--);
        if (held.has(place)) held.set(place, bytes);
      },
      resize: (bytes: number) => {
        resize(bytes);
        if (held.has(place)) held.set(place, bytes);
      },
      release: () => {
        release();
        held.delete(place);
      },
    });
  });
  return () => ({ bytes: [...held.values()].reduce((sum, bytes) => sum + bytes, 0), places: held.size, waiting });
}
