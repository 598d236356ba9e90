import { pixelOptions } from '../options/loader-options.ts';
import type { ClassifierPlan } from '../training/classifier.ts';

/** The lines that use the exported model in a page. */
export function writeUsage({ options, features }: ClassifierPlan): string {
  const { engine: _, ...pixels } = pixelOptions(options);
  const given = Object.entries(pixels).map(([name, value]) => `  ${name}: ${JSON.stringify(value)},`);
  return [
    "import * as tf from '@tensorflow/tfjs';",
    "import { directoryFromFiles, imageDatasetFromDirectory } from 'tfjs-image-dataset';",
    '',
    "const model = await tf.loadLayersModel('model/model.json');",
    ...(features ? ['// What it takes are features: see extractor in preprocessing.json.'] : []),
    "const { classNames } = await (await fetch('preprocessing.json')).json();",
    '',
    '// file: a File, from an input or a drop.',
    'const dataset = await imageDatasetFromDirectory(directoryFromFiles([file]), {',
    ...given,
    '  labels: null,',
    '});',
    'const [x] = await dataset.toArray();',
    'const probabilities = await model.predict(x).data();',
    'console.log(classNames[probabilities.indexOf(Math.max(...probabilities))]);',
    '',
  ].join('\n');
}
