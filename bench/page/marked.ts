/** Marks what is measured for a trace: before and after it a page prepares, or reads the last batch. */
export async function marked<T>(run: () => Promise<T>): Promise<T> {
  performance.mark('measured: begin');
  try {
    return await run();
  } finally {
    performance.mark('measured: end');
  }
}
