import { defaultWorkers } from '../pool/default-workers.ts';
import { redoing } from '../pool/redo.ts';
import { leasePool } from '../pool/shared-pool.ts';
import { abortable } from '../waiting/abortable.ts';
import { type LoadImgOptions, resolveLoadImgOptions } from './load-img-options.ts';
import { PixelImage } from './pixel-image.ts';
import { type ImgSource, readSource } from './read-source.ts';

/**
 * Loads one picture with the pixels that Pillow gives it: `keras.utils.load_img` of Keras 3.6 on Pillow 13.0.0.
 *
 * The source is a `Blob` or `File`, a file's handle, its bytes, or its address: a `URL` or a string, which is fetched. JPEG,
 * PNG, GIF (its first frame) and BMP are told apart by their content and come out equal to the bit, WebP and AVIF as the
 * browser decodes them. EXIF orientation and colour profiles play no part.
 *
 * The picture is opened, converted by `colorMode` and then resized to `targetSize`, all in the workers that datasets use
 * too. They end after 30 s without work.
 *
 * These are not the pixels that an `ImageDataset` yields: TensorFlow decodes JPEG and resizes in other ways. To predict with
 * those of the training, make a dataset of one file.
 *
 * @example
 * ```ts
 * const picture = await loadImg(file, { targetSize: [224, 224], interpolation: 'bilinear' });
 * context.putImageData(picture.toImageData(), 0, 0);
 * ```
 *
 * @returns the picture in mode `RGB`, `RGBA`, `L` or, of 16 bits and under `'grayscale'`, `I;16`.
 * @throws ImageDatasetError `invalid-option` for what can't be an argument; `read` or `permission` where the file can't be
 *   had; `decode` where Pillow too refuses it; `unsupported` for the formats and variants that are not known here; `limit`
 *   above 178,956,970 pixels, as in Pillow; `worker-start` or `worker-lost`.
 */
export async function loadImg(source: ImgSource, options: LoadImgOptions = {}): Promise<PixelImage> {
  const { request, signal, worker } = resolveLoadImgOptions(options);
  return abortable(signal, async () => {
    const picture = await readSource(source, signal);
    const lease = leasePool(worker, defaultWorkers());
    try {
      const { mode, width, height, data } = await redoing(() => lease.pool.loadImage(picture, request, signal), signal);
      return new PixelImage(mode, width, height, data);
    } finally {
      // Another picture is likely to follow.
      lease.release('when-idle');
    }
  });
}
