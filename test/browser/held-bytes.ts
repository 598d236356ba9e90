import { vi } from 'vitest';
import { type Admission, ByteBudget } from '../../src/pool/byte-budget.ts';

/** Follows all places in all byte budgets: tells the bytes that they hold, and how many have not been given up. */
export function watchBudgets(): () => { readonly bytes: number; readonly places: number } {
  const held = new Map<Admission, number>();
  const enter = ByteBudget.prototype.enter;
  vi.spyOn(ByteBudget.prototype, 'enter').mockImplementation(function (this: ByteBudget) {
    const place = enter.call(this);
    held.set(place, 0);
    const { admit, resize, release } = place;
    return Object.assign(place, {
      admit: async (bytes: number, signal?: AbortSignal) => {
        await admit(bytes, signal);
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
  return () => ({ bytes: [...held.values()].reduce((sum, bytes) => sum + bytes, 0), places: held.size });
}
