import { DecodePool } from './decode-pool.ts';
import type { WorkerSource } from './worker-connection.ts';

/** A share in the page's pool. */
export interface PoolLease {
  readonly pool: DecodePool;
  /** The last one to let go ends the workers: at once, or when they have been idle for some time. */
  release(ending?: 'at-once' | 'when-idle'): void;
}

interface SharedPool {
  readonly pool: DecodePool;
  leases: number;
}

type Key = string | (() => Worker);

const pools = new Map<Key, SharedPool>();

/** Gives a share in the one pool that a page has for each source of workers, made when it is first asked for. */
export function leasePool(source: WorkerSource | undefined, size: number): PoolLease {
  const key: Key = source instanceof URL ? source.href : (source ?? '');
  const shared = pools.get(key) ?? share(key, source, size);
  shared.pool.grow(size);
  shared.leases++;
  let isHeld = true;
  return {
    pool: shared.pool,
    release(ending = 'at-once') {
      if (!isHeld) return;
      isHeld = false;
      if (--shared.leases > 0 || ending === 'when-idle') return;
      pools.delete(key);
      shared.pool.terminate();
    },
  };
}

function share(key: Key, source: WorkerSource | undefined, size: number): SharedPool {
  // A page may make a source for each call of `loadImg`: what nobody leases leaves with its workers.
  const leave = (): void => {
    if (shared.leases === 0 && pools.get(key) === shared) pools.delete(key);
  };
  const shared: SharedPool = { pool: new DecodePool(source, size, leave), leases: 0 };
  pools.set(key, shared);
  return shared;
}
