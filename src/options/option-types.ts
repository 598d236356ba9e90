import type { ColorMode, DecodeChoice } from '../../workers/protocol.ts';
import type { EngineChoice } from '../engine/choose-engine.ts';
import type { DataFormat } from '../engine/output-layout.ts';
import type { Channels } from '../pixel-mode.ts';
import type { WorkerSource } from '../pool/worker-connection.ts';
import type { Interpolation } from '../resample/plan.ts';
import type { Fit } from '../resample/window.ts';

/** Where the channels stand, as tfjs spells it or as Keras does. */
export type DataFormatName = DataFormat | 'channels_last' | 'channels_first';

/** How many classes a label can tell apart, and in which form it is handed over. */
export type LabelMode = 'int' | 'categorical' | 'binary';

/** Which part of a split directory is wanted. */
export type Subset = 'training' | 'validation' | 'both';

/**
 * The arguments of Keras' `image_dataset_from_directory` in camelCase, with Keras' defaults, and a few of our own.
 *
 * `undefined` always means the default. `null` is what `None` is in Keras.
 */
export interface ImageDatasetOptions {
  /**
   * Where labels come from. `'inferred'`: each folder is a class. `null`: no labels, and files outside of class folders
   * count too. An array: one integer of 32 bits per image, in the order of the sorted paths. Default `'inferred'`.
   */
  readonly labels?: 'inferred' | null | ArrayLike<number> | undefined;
  /**
   * The form of a batch's labels. `'int'`: `[batch]`, of {@link labelDtype}. `'categorical'`: one-hot,
   * `[batch, classes]`, float32. `'binary'`: `[batch, 1]`, float32, for two classes. `null`: no labels at all, as with
   * `labels: null`. Default `'int'`.
   */
  readonly labelMode?: LabelMode | null | undefined;
  /**
   * The class folders to use, in the order of their indices; folders that are not named are left out. Only together
   * with inferred labels. Default `null`: all folders, sorted by name.
   */
  readonly classNames?: readonly string[] | null | undefined;
  /** Three, one or four channels. Default `'rgb'`. */
  readonly colorMode?: ColorMode | undefined;
  /** Images in a batch; the last one may have fewer. `null` hands over single images without a batch axis. Default 32. */
  readonly batchSize?: number | null | undefined;
  /** What images are resized to, in pixels: `[height, width]`, or one number for both. Default `[256, 256]`. */
  readonly imageSize?: number | readonly [height: number, width: number] | undefined;
  /** Whether files are shuffled once before the split, and again for every epoch. Default `true`. */
  readonly shuffle?: boolean | undefined;
  /**
   * What the shuffles start from: an integer from 0 to 4294967295. A directory that is shuffled and split needs one,
   * the same for both parts. Default `null`: drawn by `Math.random`, from 0 to 999999, and named in the report.
   */
  readonly seed?: number | null | undefined;
  /** The fraction of files set aside for validation, between 0 and 1; needs {@link subset}. Default `null`: no split. */
  readonly validationSplit?: number | null | undefined;
  /**
   * The part to return; needs {@link validationSplit}. `'both'` returns the training and the validation dataset.
   * Default `null`.
   */
  readonly subset?: Subset | null | undefined;
  /** How images are resized. Default `'bilinear'`. */
  readonly interpolation?: Interpolation | undefined;
  /** Accepted for Keras' sake: in a browser the platform decides whether links are followed. Default `false`. */
  readonly followLinks?: boolean | undefined;
  /** Whether the largest centred part of the wanted shape is cut out instead of distorting the image. Default `false`. */
  readonly cropToAspectRatio?: boolean | undefined;
  /** Whether the whole image is kept and surrounded with black instead of distorting it. Default `false`. */
  readonly padToAspectRatio?: boolean | undefined;
  /** Where the channels stand; Keras' spelling is understood too. Default `null`: `'channelsLast'`. */
  readonly dataFormat?: DataFormatName | null | undefined;
  /** Whether the number of files found is written to the console. Default `true`. */
  readonly verbose?: boolean | undefined;

  /** What computes the pixels; `'webgpu'` is an error while tfjs runs on another backend. Default `'auto'`. */
  readonly engine?: EngineChoice | undefined;
  /**
   * The type of labels of mode `'int'`. The sparse categorical cross-entropy of tfjs needs `'float32'`.
   * Default `'int32'`, as in Keras.
   */
  readonly labelDtype?: 'int32' | 'float32' | undefined;
  /**
   * What a file that can't be read or decoded does. `'raise'`: its batch is lost and `next()` rejects, naming it.
   * `'skip'`: it drops out, and the report names it. Default `'raise'`.
   */
  readonly onError?: 'raise' | 'skip' | undefined;
  /**
   * Who decodes. `'exact'`: our own decoders, which give TensorFlow's pixels. `'browser'`: `createImageBitmap`, whose
   * JPEG is Pillow's, and whose treatment of transparency and colours differs from browser to browser. `'reduced'`: as
   * `'exact'`, but a JPEG file whose used part has at least twice the pixels of {@link imageSize} on both axes when it is
   * scaled by 1/2, 1/4 or 1/8 is decoded at the smallest such size. These are not Keras' pixels: photographs of 12 megapixels
   * at 224 × 224 differ from `'exact'` by 3.1 of 255 levels on average and up to 55; 903 photographs of ImageNet at 64 × 64 by
   * 5.8 and up to 209, for bilinear resizing looks at few of a large picture's pixels, and here at means of them. With
   * `interpolation: 'area'` it is 0.9 and 7, and 1.7 and 67. Every browser and engine gives the same.
   * Default `'exact'`.
   */
  readonly decode?: DecodeChoice | undefined;
  /**
   * What happens to photographs that say in their EXIF data that they lie on their side. `'ignore'`: nothing, as in
   * Keras. `'apply'`: they are turned upright. The report counts them in either case. Default `'ignore'`.
   */
  readonly orientation?: 'ignore' | 'apply' | undefined;
  /**
   * How the names of files end that count as images. `'.webp'` and `'.avif'`, which Keras doesn't know, can be added; the
   * browser decodes them. Default `['.bmp', '.gif', '.jpeg', '.jpg', '.png']`.
   */
  readonly extensions?: readonly string[] | undefined;
  /** How many workers decode, 1 at least. Default: one less than the processor has cores, from 1 to 8. */
  readonly workers?: number | undefined;
  /** Upper bound for decoded images under way, in bytes; a larger image goes alone. Default 268435456, which is 256 MiB. */
  readonly maxBytesInFlight?: number | undefined;
  /**
   * Whether prepared images are kept for later epochs, as many as `cacheBytes` has room for, until their file changes. `false`:
   * each epoch reads and decodes them anew. `'memory'`: until the dataset is disposed of. `'disk'`: in the browser's own file
   * system (OPFS), where later visits find them; a browser or a tab that can't goes on without, and the report says why.
   * Default `false`.
   */
  readonly cache?: CacheChoice | undefined;
  /**
   * What the cache may take up, in bytes. Default in memory 536870912, which is 512 MiB, or a quarter of the device's memory if
   * less; on disk 2147483648, which is 2 GiB. On disk it is never more than half of what the browser grants the page.
   */
  readonly cacheBytes?: number | undefined;
  /** Where the decode worker comes from, for pages whose content security policy forbids the inlined one. */
  readonly worker?: WorkerSource | undefined;
  /** Stops indexing and iterating; what is pending rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  /** Called while the directory is being listed, ten times a second at most, and at the end. */
  readonly onProgress?: ((progress: IndexProgress) => void) | undefined;
}

/** How far indexing has come; handed to `onProgress` ten times a second at most, and at the end. */
export interface IndexProgress {
  /** Directories read so far. */
  readonly directories: number;
  /** Files seen so far, whatever their kind. */
  readonly files: number;
  /** Files seen so far that `extensions` leaves out. */
  readonly ignored: number;
}

/** Where prepared images are kept between epochs. */
export type CacheChoice = false | 'memory' | 'disk';

/** Where labels come from, once it is settled. */
export type LabelSource =
  | { readonly kind: 'inferred'; readonly classNames: readonly string[] | null }
  | { readonly kind: 'none' }
  | { readonly kind: 'explicit'; readonly values: Int32Array };

/** {@link ImageDatasetOptions} after checking: every default filled in, every pair of booleans made one word. */
export interface ResolvedOptions {
  readonly labels: LabelSource;
  /** `null` exactly where {@link labels} is of kind `none`. */
  readonly labelMode: LabelMode | null;
  readonly labelDtype: 'int32' | 'float32';
  /** Those of `colorMode`. */
  readonly channels: Channels;
  /** Images in a batch, 1 at least; `null` for single images. */
  readonly batchSize: number | null;
  /** Pixels, 1 at least. */
  readonly height: number;
  /** Pixels, 1 at least. */
  readonly width: number;
  /** What gives way where an image has another shape: its proportions, its border, or the frame around it. */
  readonly fit: Fit;
  readonly interpolation: Interpolation;
  readonly shuffle: boolean;
  /** An integer from 0 to 4294967295 where {@link shuffle} is set; else whatever was given. */
  readonly seed: number;
  /** The fraction lies between 0 and 1, both excluded. */
  readonly split: { readonly fraction: number; readonly subset: Subset } | null;
  readonly dataFormat: DataFormat;
  readonly verbose: boolean;
  readonly engine: EngineChoice;
  readonly onError: 'raise' | 'skip';
  readonly decode: DecodeChoice;
  readonly orientation: 'ignore' | 'apply';
  /** In lower case, each with its dot. */
  readonly extensions: readonly string[];
  /** 1 at least. */
  readonly workers: number;
  /** Bytes, above 0. */
  readonly maxBytesInFlight: number;
  readonly cache: CacheChoice;
  /** Bytes, above 0. */
  readonly cacheBytes: number;
  readonly worker: WorkerSource | undefined;
  readonly signal: AbortSignal | undefined;
  readonly onProgress: ((progress: IndexProgress) => void) | undefined;
}
