import * as tf from '@tensorflow/tfjs';
import {
  arrayToImg,
  type BadFile,
  type DatasetReport,
  directoryFromDrop,
  directoryFromFiles,
  forgetDirectory,
  type ImageDataset,
  ImageDatasetError,
  type ImageDatasetOptions,
  type ImageDirectory,
  imageDatasetFromDirectory,
  imgToArray,
  isImageDatasetError,
  type LabelledDataset,
  type LabelledImages,
  type LoadImgOptions,
  loadImg,
  openDirectory,
  type PixelData,
  PixelImage,
  restoreDirectory,
  type SavedImg,
  type SaveTarget,
  saveDirectory,
  saveImg,
  type VerifyProgress,
} from 'tfjs-image-dataset';

/** What is `any` is equal to `any` only. */
type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

function expectType<Expected>() {
  return <Actual>(
    _value: Actual,
    ..._equal: Equal<Actual, Expected> extends true ? [] : ['is of another type']
  ): void => {};
}

export async function directories(input: HTMLInputElement, drop: DragEvent, handle: FileSystemDirectoryHandle) {
  const { signal } = new AbortController();
  const picked = await openDirectory({ id: 'pictures', startIn: 'pictures', signal });
  expectType<ImageDirectory>()(picked);
  expectType<string>()(picked.name);
  expectType<boolean>()(picked.canBeSaved);
  expectType<File>()(await picked.open('cats/1.png'));
  expectType<ImageDirectory>()(await directoryFromDrop(drop));
  if (drop.dataTransfer) expectType<ImageDirectory>()(await directoryFromDrop(drop.dataTransfer));
  expectType<ImageDirectory>()(directoryFromFiles(input.files ?? []));
  expectType<ImageDirectory>()(directoryFromFiles([{ path: 'cats/1.png', file: new File([], '1.png') }]));

  if (picked.canBeSaved) expectType<void>()(await saveDirectory('pictures', picked));
  const remembered = await restoreDirectory('pictures', { signal });
  if (remembered) {
    expectType<'granted' | 'prompt' | 'gone'>()(remembered.state);
    expectType<ImageDirectory>()(await remembered.request());
  }
  expectType<void>()(await forgetDirectory('pictures'));
  expectType<LabelledDataset>()(await imageDatasetFromDirectory(handle));

  // @ts-expect-error A place that no picker knows.
  openDirectory({ startIn: 'attic' });
  // @ts-expect-error Files without their place in the folder.
  directoryFromFiles([{ file: new File([], '1.png') }]);
  // @ts-expect-error A folder's name is no folder.
  imageDatasetFromDirectory('pictures');
}

export async function datasets(directory: ImageDirectory, model: tf.Sequential) {
  const labelled = await imageDatasetFromDirectory(directory, { imageSize: [64, 64], labelMode: 'categorical' });
  expectType<LabelledDataset>()(labelled);
  expectType<readonly string[]>()(labelled.classNames);
  expectType<Int32Array>()(labelled.labels);
  expectType<number>()(labelled.size);
  expectType<readonly string[]>()(labelled.filePaths);
  expectType<DatasetReport>()(labelled.report);
  expectType<LabelledImages[]>()(await labelled.toArray());
  await labelled.forEachAsync(({ xs, ys }) => {
    expectType<tf.Tensor>()(xs);
    expectType<tf.Tensor>()(ys);
  });
  for await (const { xs, ys, filePaths, indices } of labelled.batches()) {
    expectType<tf.Tensor>()(xs);
    expectType<tf.Tensor>()(ys);
    expectType<readonly string[]>()(filePaths);
    expectType<Int32Array>()(indices);
  }

  const both = await imageDatasetFromDirectory(directory, { validationSplit: 0.2, subset: 'both', seed: 1 });
  expectType<[training: LabelledDataset, validation: LabelledDataset]>()(both);
  const [train, validation] = both;
  expectType<tf.History>()(await model.fitDataset(train, { validationData: validation, epochs: 1 }));

  const images = await imageDatasetFromDirectory(directory, { labels: null });
  expectType<ImageDataset<tf.Tensor>>()(images);
  expectType<readonly string[] | null>()(images.classNames);
  expectType<tf.Tensor[]>()(await images.toArray());
  for await (const { ys } of images.batches()) expectType<tf.Tensor | null>()(ys);
  expectType<ImageDataset<tf.Tensor>>()(await imageDatasetFromDirectory(directory, { labelMode: null }));
  expectType<[training: ImageDataset<tf.Tensor>, validation: ImageDataset<tf.Tensor>]>()(
    await imageDatasetFromDirectory(directory, { labels: null, validationSplit: 0.5, subset: 'both', shuffle: false }),
  );
  expectType<LabelledDataset>()(
    await imageDatasetFromDirectory(directory, { validationSplit: 0.5, subset: 'training' }),
  );
  const bad = await labelled.verify({ onProgress: (progress) => expectType<VerifyProgress>()(progress) });
  expectType<readonly BadFile[]>()(bad);
  expectType<void>()(labelled.dispose());

  const every: Required<ImageDatasetOptions> = {
    labels: 'inferred',
    labelMode: 'int',
    classNames: ['cats', 'dogs'],
    colorMode: 'rgba',
    batchSize: null,
    imageSize: 8,
    shuffle: true,
    seed: 1,
    validationSplit: 0.2,
    subset: 'validation',
    interpolation: 'lanczos3',
    followLinks: false,
    cropToAspectRatio: false,
    padToAspectRatio: true,
    dataFormat: 'channels_first',
    verbose: false,
    engine: 'auto',
    labelDtype: 'float32',
    onError: 'skip',
    decode: 'browser',
    orientation: 'apply',
    extensions: ['.png'],
    workers: 1,
    maxBytesInFlight: 1e6,
    cache: 'memory',
    cacheBytes: 1e6,
    worker: () => new Worker('worker.js'),
    signal: new AbortController().signal,
    onProgress: ({ directories, files, ignored }) => expectType<number>()(directories + files + ignored),
  };
  imageDatasetFromDirectory(directory, { ...every, subset: 'both' });

  // @ts-expect-error Python's spelling.
  imageDatasetFromDirectory(directory, { image_size: [64, 64] });
  // @ts-expect-error Three sides.
  imageDatasetFromDirectory(directory, { imageSize: [64, 64, 3] });
  // @ts-expect-error No such mode.
  imageDatasetFromDirectory(directory, { labelMode: 'onehot' });
  // @ts-expect-error No such method.
  imageDatasetFromDirectory(directory, { interpolation: 'linear' });
  // @ts-expect-error An address is a URL, so that nobody wonders what it is relative to.
  imageDatasetFromDirectory(directory, { worker: '/decode-worker.js' });
  // @ts-expect-error Labels are numbers.
  imageDatasetFromDirectory(directory, { labels: ['cat', 'dog'] });
  // @ts-expect-error One dataset, not two.
  const [_first] = await imageDatasetFromDirectory(directory, { validationSplit: 0.5, subset: 'training' });
  // @ts-expect-error What is known to be a number.
  labelled.size.toUpperCase();
  // @ts-expect-error Readonly.
  labelled.filePaths.push('cats/1.png');
}

export async function images(
  handle: FileSystemFileHandle,
  directory: FileSystemDirectoryHandle,
  canvas: HTMLCanvasElement,
) {
  const options: LoadImgOptions = {
    targetSize: [64, 64],
    interpolation: 'hamming',
    keepAspectRatio: true,
    colorMode: 'rgb',
  };
  const img = await loadImg(handle, options);
  expectType<PixelImage>()(img);
  expectType<PixelData>()(img.data);
  expectType<number>()(img.data.length);
  expectType<'L' | 'RGB' | 'RGBA' | 'I;16' | 'I'>()(img.mode);
  expectType<ImageData>()(img.toImageData());
  for (const source of [
    new Blob([]),
    new ArrayBuffer(8),
    new Uint8Array(8),
    new URL('a.png', location.href),
    'a.png',
  ]) {
    expectType<PixelImage>()(await loadImg(source));
  }

  expectType<tf.Tensor3D>()(imgToArray(img, { dtype: 'int32', dataFormat: 'channelsFirst' }));
  expectType<tf.Tensor3D>()(imgToArray(canvas));
  expectType<tf.Tensor3D>()(imgToArray(new ImageData(1, 1)));
  expectType<PixelImage>()(await arrayToImg(tf.zeros([8, 8, 3]) as tf.Tensor3D, { scale: false }));
  expectType<PixelImage>()(await arrayToImg([[[0, 0, 0]]]));
  expectType<PixelImage>()(await arrayToImg({ data: new Float32Array(3), shape: [1, 1, 3] }));
  expectType<PixelImage>()(new PixelImage('L', 1, 1, Uint8Array.of(255)));

  const stream = new WritableStream<Uint8Array>();
  const targets: readonly SaveTarget[] = [handle, { directory, name: 'a.png' }, stream, 'a.png'];
  for (const target of targets) expectType<SavedImg>()(await saveImg(target, img, { fileFormat: 'jpeg', quality: 90 }));
  const { format, warnings } = await saveImg('a.png', [[[0, 0, 0]]], { scale: false });
  expectType<'png' | 'jpeg' | 'webp'>()(format);
  expectType<readonly string[]>()(warnings);

  // What a picture holds goes where bytes go.
  if (img.data instanceof Uint8Array) new Blob([img.data]);
  // @ts-expect-error Pixels are numbers.
  const _text: string = img.data;
  // @ts-expect-error A mode of Pillow's that is not here.
  new PixelImage('CMYK', 1, 1, new Uint8Array(4));
  // @ts-expect-error No such filter.
  loadImg(handle, { interpolation: 'mitchellcubic' });
  // @ts-expect-error No such format.
  saveImg('a.tiff', img, { fileFormat: 'tiff' });
  // @ts-expect-error Numbers go nowhere.
  saveImg(7, img);
  // @ts-expect-error Four axes.
  arrayToImg(tf.zeros([1, 8, 8, 3]) as tf.Tensor4D);
}

export function errors(error: unknown) {
  if (isImageDatasetError(error, 'decode', 'read')) expectType<'decode' | 'read'>()(error.tag);
  if (error instanceof ImageDatasetError) {
    expectType<string | undefined>()(error.path);
    expectType<unknown>()(error.received);
  }
  // @ts-expect-error No such tag.
  isImageDatasetError(error, 'oops');
}
