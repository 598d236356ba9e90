// The library's worker, on a disk that gives a file only when the test lets go of it.
import '../../workers/decode.worker.ts';

const { arrayBuffer } = Blob.prototype;
Blob.prototype.arrayBuffer = function (this: Blob) {
  return navigator.locks.request('disk', () => arrayBuffer.call(this));
};
