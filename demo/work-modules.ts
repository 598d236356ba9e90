/** Everything that needs tfjs or the library at run time; see `work.ts`. */
export {
  directoryFromDrop,
  directoryFromFiles,
  forgetDirectory,
  isImageDatasetError,
  openDirectory,
  restoreDirectory,
  saveDirectory,
} from '../src/index.ts';
export { readBatch } from './batch/read-batch.ts';
export { setBackend } from './engine/backend.ts';
export { makeExport } from './export/make-export.ts';
export { verifyFolder } from './found/verify-folder.ts';
export { findPictures } from './pictures/find-pictures.ts';
export { makeSampleImages } from './sample/sample-images.ts';
export { startTrainer } from './training/trainer.ts';
