import type { Engine } from './engine.ts';
import { elementsPerPicture, type OutputShape } from './output-layout.ts';

/** The engine that needs no GPU: the workers resample, the page only puts their pictures side by side. */
export function createCpuEngine(shape: OutputShape): Engine {
  const elements = elementsPerPicture(shape);
  let batch = new Float32Array();
  return {
    name: 'cpu',
    input: 'resampled',
    check() {},
    begin(rows) {
      batch = new Float32Array(rows * elements);
    },
    place(row, picture) {
      if (picture.kind !== 'resampled') throw new TypeError(`The CPU engine was handed a ${picture.kind} picture.`);
      batch.set(picture.data, row * elements);
    },
    finish(rows, handOver) {
      const data = rows * elements === batch.length ? batch : batch.slice(0, rows * elements);
      batch = new Float32Array();
      handOver({ kind: 'host', data });
      return Promise.resolve();
    },
    catchUp: () => Promise.resolve(),
    release() {
      batch = new Float32Array();
    },
  };
}
