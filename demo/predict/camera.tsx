import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { grabFrame } from './grab-frame.ts';
import { predict } from './prediction.ts';

/** Between two frames, in milliseconds: the page and its training get their turn. */
const PAUSE_MS = 150;

/** Asks the model about what the camera shows, several times a second. */
export function Camera({ onProblem }: { readonly onProblem: (problem: string) => void }): JSX.Element {
  const video = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    const closing = new AbortController();
    watch(video.current!, closing.signal).catch((error: unknown) => {
      if (!closing.signal.aborted) onProblem(explainCamera(error));
    });
    return () => closing.abort();
  }, []);
  return <video ref={video} class="camera" muted playsInline aria-label="What the camera shows" />;
}

/** The camera is let go when `closing` is aborted, or when anything fails; it always ends with an error. */
async function watch(video: HTMLVideoElement, closing: AbortSignal): Promise<void> {
  const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } });
  const close = (): void => {
    for (const track of stream.getTracks()) track.stop();
    video.srcObject = null;
  };
  if (closing.aborted) return close();
  closing.addEventListener('abort', close);
  try {
    video.srcObject = stream;
    await video.play();
    // Also where it is unplugged: the video would go on with its last frame.
    while (stream.active) {
      await predict(await grabFrame(video), 'camera');
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
    throw new Error('it sends nothing any more');
  } finally {
    close();
  }
}

function explainCamera(error: unknown): string {
  const { name, message } = error as Error;
  if (name === 'NotAllowedError') return 'The camera may not be used: allow it in the address bar, then try again.';
  if (name === 'NotFoundError') return 'There is no camera. Drop or paste a picture instead.';
  return `The camera can't be used (${message}). Drop or paste a picture instead.`;
}
