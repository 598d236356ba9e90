/** Divides work on the page's thread: what it gives is to be awaited between steps, and lets the page answer its visitor. */
export function timeSlices(sliceMs: number): () => Promise<void> | undefined {
  let begun = performance.now();
  return () => {
    if (performance.now() - begun < sliceMs) return undefined;
    return yieldToPage().then(() => {
      begun = performance.now();
    });
  };
}

/**
 * A timer with a delay, so that it goes behind all timers that are due: in Chromium 156 messages and timers without a delay go
 * before those. In a tab in the background timers stand nearly still, and a message does.
 */
function yieldToPage(): Promise<void> {
  return document.hidden ? nextMessage() : new Promise((resolve) => setTimeout(resolve, 1));
}

function nextMessage(): Promise<void> {
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve) => {
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
