/**
 * A folder of images becomes tfjs batches: `keras.utils.image_dataset_from_directory` for the browser.
 *
 * @example
 * ```ts
 * import * as tf from '@tensorflow/tfjs';
 * import { imageDatasetFromDirectory, openDirectory } from 'tfjs-image-dataset';
 *
 * const directory = await openDirectory();
 * const [train, validation] = await imageDatasetFromDirectory(directory, {
 *   imageSize: [224, 224], labelMode: 'categorical', validationSplit: 0.2, subset: 'both', seed: 1337,
 * });
 * await model.fitDataset(train, { validationData: validation, epochs: 5 });
 * ```
 *
 * @module
 */
export type { BrowserDecoding, ColorMode, DecodeChoice } from '../workers/protocol.ts';
export { directoryFromDrop } from './directory/drop.ts';
export { directoryFromFiles, type PlacedFile } from './directory/file-list.ts';
export type { ImageDirectory } from './directory/image-directory.ts';
export { type OpenDirectoryOptions, openDirectory, type WellKnownDirectory } from './directory/open-directory.ts';
export { forgetDirectory, type RememberedDirectory, restoreDirectory, saveDirectory } from './directory/remembered.ts';
export type { LabelledImages, TracedBatch, WithBothSubsets, WithoutLabels } from './element-types.ts';
export type { EngineChoice } from './engine/choose-engine.ts';
export type { EngineName } from './engine/engine.ts';
export { type ErrorContext, type ErrorTag, ImageDatasetError, isImageDatasetError } from './errors.ts';
export type { ArrayDtype } from './image/array-dtype.ts';
export type { ArrayLike3D, FlatArray } from './image/array-like.ts';
export { type ArrayToImgOptions, arrayToImg } from './image/array-to-img.ts';
export type { ImageFormat } from './image/image-format.ts';
export { type ImgToArrayOptions, imgToArray } from './image/img-to-array.ts';
export { loadImg } from './image/load-img.ts';
export type { LoadImgInterpolation, LoadImgOptions } from './image/load-img-options.ts';
export { PixelImage } from './image/pixel-image.ts';
export type { ImgSource } from './image/read-source.ts';
export { type SavedImg, type SaveImgOptions, saveImg } from './image/save-img.ts';
export type { FileInDirectory, SaveTarget } from './image/save-target.ts';
export type { ImageDataset, VerifyOptions } from './image-dataset.ts';
export { imageDatasetFromDirectory, type LabelledDataset } from './image-dataset-from-directory.ts';
export type {
  CacheChoice,
  DataFormatName,
  ImageDatasetOptions,
  IndexProgress,
  LabelMode,
  Subset,
} from './options/option-types.ts';
export type { CacheFacts } from './pipeline/picture-cache.ts';
export type { VerifyProgress } from './pipeline/verify.ts';
export type { PixelData, PixelMode } from './pixel-mode.ts';
export type { WorkerSource } from './pool/worker-connection.ts';
export type { BadFile, DatasetReport, SizeCount } from './report.ts';
export type { Interpolation } from './resample/plan.ts';
export type { StageName, StageTime, StageTimings } from './timings/stage-timings.ts';
