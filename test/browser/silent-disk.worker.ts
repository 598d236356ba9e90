// The library's worker, on a disk that gives nothing of files of 4 pixels, and everything else late; time flies for it.
import '../../workers/decode.worker.ts';
import { numberedBmp } from '../numbered-bmp.ts';

const lost = numberedBmp(0, 2, 2).length;
const never = new Promise<never>(() => {});

const { setInterval } = self;
self.setInterval = ((run: () => void, ms: number) => setInterval(run, ms / 100)) as typeof self.setInterval;

Blob.prototype.arrayBuffer = () => never;
const { stream } = Blob.prototype;
Blob.prototype.stream = function (this: Blob) {
  return this.size === lost ? new ReadableStream({ pull: () => never }) : stream.call(this);
};
