/** Leads nowhere. */
const sink = openSink();

/**
 * Gives a buffer's memory back at once.
 *
 * Left to garbage collection, a worker's files bring one on every 25 pictures, and it takes along the machine code of all
 * functions that do not run just then: over 1,000 photographs V8 compiled 986 times instead of 367 (Chromium 156).
 *
 * By a message and not by `transfer(0)`, after which Chromium 156 keeps what its own calls made, such as `Blob.arrayBuffer`, until a
 * collection that no longer comes, for nothing seems to be held: of 4,000 files of 110 kB all 420 MiB instead of 40.
 */
export function discard(buffer: ArrayBuffer): void {
  sink.postMessage(null, [buffer]);
}

function openSink(): MessagePort {
  const { port1, port2 } = new MessageChannel();
  port2.close();
  return port1;
}
