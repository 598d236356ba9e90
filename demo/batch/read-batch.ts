import type { TracedBatch } from '../../src/index.ts';
import { tensorToImages } from './tensor-to-images.ts';

/** A row of a batch. */
export interface Sample {
  /** Relative to the folder. */
  readonly path: string;
  readonly className: string;
  /** What the model gets, as a picture. */
  readonly image: ImageData;
}

/** Reads a batch back from where tfjs holds it, and lets its tensors go. */
export async function readBatch({ xs, ys, filePaths }: TracedBatch, classNames: readonly string[]): Promise<Sample[]> {
  try {
    const [images, oneHot] = await Promise.all([tensorToImages(xs), ys!.data()]);
    return filePaths.map((path, row) => {
      const ofRow = oneHot.subarray(row * classNames.length, (row + 1) * classNames.length);
      return { path, className: classNames[ofRow.indexOf(1)]!, image: images[row]! };
    });
  } finally {
    xs.dispose();
    ys?.dispose();
  }
}
