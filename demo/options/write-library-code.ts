import type { LoaderOptions } from './loader-options.ts';
import { extensionsOf } from './picture-extensions.ts';

/** The lines that load the same batches with this library. */
export function writeLibraryCode(options: LoaderOptions, epochs: number): string {
  const extensions = extensionsOf(options)?.map((extension) => `'${extension}'`);
  const lines = [
    `imageSize: ${options.imageSize},`,
    `batchSize: ${options.batchSize},`,
    "labelMode: 'categorical',",
    `validationSplit: ${options.validationSplit},`,
    "subset: 'both',",
    `seed: ${options.seed},`,
    ...(options.interpolation === 'bilinear' ? [] : [`interpolation: '${options.interpolation}',`]),
    ...(options.colorMode === 'rgb' ? [] : [`colorMode: '${options.colorMode}',`]),
    ...(options.fit === 'crop' ? ['cropToAspectRatio: true,'] : []),
    ...(options.fit === 'pad' ? ['padToAspectRatio: true,'] : []),
    ...(options.upright ? ["orientation: 'apply',"] : []),
    ...(options.decode === 'exact' ? [] : [`decode: '${options.decode}',`]),
    ...(extensions ? [`extensions: [${extensions.join(', ')}],`] : []),
    ...(options.cache === false ? [] : [`cache: '${options.cache}',`]),
    ...(options.engine === 'auto' ? [] : [`engine: '${options.engine}',`]),
    "onError: 'skip',",
  ];
  const backend = options.engine === 'webgpu' ? ["import '@tensorflow/tfjs-backend-webgpu';"] : [];
  const start = options.engine === 'webgpu' ? ["await tf.setBackend('webgpu');"] : [];
  return [
    ...(backend.length > 0 ? ["import * as tf from '@tensorflow/tfjs';", ...backend] : []),
    "import { imageDatasetFromDirectory, openDirectory } from 'tfjs-image-dataset';",
    '',
    ...start,
    'const directory = await openDirectory(); // in a click',
    'const [train, validation] = await imageDatasetFromDirectory(directory, {',
    ...lines.map((line) => `  ${line}`),
    '});',
    '// model: yours, a tf.LayersModel that is compiled',
    `await model.fitDataset(train, { validationData: validation, epochs: ${epochs} });`,
    '',
  ].join('\n');
}
