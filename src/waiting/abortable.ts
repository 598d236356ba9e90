/**
 * Starts `work` at once and settles as it does, but rejects with the signal's reason as soon as that aborts.
 *
 * The work itself goes on: a page can neither close a picker nor interrupt a slow disk, so it stops waiting for them.
 */
export async function abortable<T>(signal: AbortSignal | undefined, work: () => Promise<T>): Promise<T> {
  signal?.throwIfAborted();
  const working = work();
  if (!signal) return working;
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(signal.reason);
    signal.addEventListener('abort', abort);
    working.finally(() => signal.removeEventListener('abort', abort)).then(resolve, reject);
  });
}
