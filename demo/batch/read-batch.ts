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

/** Rows that are shown of a batch: 256 pictures of 512 × 512 held the page up for 2 s, and pushed what stands below far down. */
const MOST = 64;

/** Reads the first rows of a batch back from where tfjs holds it, and lets its tensors go. */
export async function readBatch(
  { xs, ys, filePaths }: TracedBatch,
  classNames: readonly string[],
): Promise<readonly Sample[]> {
  try {
    const paths = filePaths.slice(0, MOST);
    const [images, oneHot] = await Promise.all([tensorToImages(xs, paths.length), ys!.data()]);
    return paths.map((path, row) => {
      const ofRow = oneHot.subarray(row * classNames.length, (row + 1) * classNames.length);
      return { path, className: classNames[ofRow.indexOf(1)]!, image: images[row]! };
    });
  } finally {
    xs.dispose();
    ys?.dispose();
  }
}
