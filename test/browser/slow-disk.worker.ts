// The library's worker, on a disk that gives what `loadImg` reads, a file by itself, only when the test lets go of it.
import '../../workers/decode.worker.ts';

const { arrayBuffer, stream } = Blob.prototype;
const letGo = (): Promise<void> => navigator.locks.request('disk', () => {});

File.prototype.arrayBuffer = async function (this: File) {
  await letGo();
  return arrayBuffer.call(this);
};
File.prototype.stream = function (this: File) {
  const gate = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({ start: letGo });
  return stream.call(this).pipeThrough(gate);
};
