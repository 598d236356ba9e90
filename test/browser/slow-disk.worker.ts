// The library's worker, on a disk that gives files of 4 pixels only when the test lets go of it.
import '../../workers/decode.worker.ts';
import { numberedBmp } from '../numbered-bmp.ts';

const slow = numberedBmp(0, 2, 2).length;
const { arrayBuffer, stream } = Blob.prototype;
const letGo = (): Promise<void> => navigator.locks.request('disk', () => {});

Blob.prototype.arrayBuffer = async function (this: Blob) {
  if (this.size === slow) await letGo();
  return arrayBuffer.call(this);
};
Blob.prototype.stream = function (this: Blob) {
  if (this.size !== slow) return stream.call(this);
  const gate = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({ start: letGo });
  return stream.call(this).pipeThrough(gate);
};
