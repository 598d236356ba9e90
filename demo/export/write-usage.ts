import { pixelOptions } from '../options/loader-options.ts';
import { PICTURE_EXTENSIONS } from '../options/picture-extensions.ts';
import type { ClassifierPlan, Features } from '../training/classifier.ts';
import { SCALES } from '../training/pixel-range.ts';

/** A module for a page beside the exported files, which asks the model about a picture as this page does. */
export function writeUsage({ options, features }: ClassifierPlan): string {
  const { engine: _, ...pixels } = pixelOptions(options);
  const given = { ...pixels, extensions: PICTURE_EXTENSIONS, labels: null, workers: 1 };
  const folders = features ? 'The folders model and extractor' : 'The folder model';
  return [
    `// npm install @tensorflow/tfjs tfjs-image-dataset. ${folders}, and preprocessing.json, lie beside the page.`,
    "import * as tf from '@tensorflow/tfjs';",
    "import { directoryFromFiles, imageDatasetFromDirectory } from 'tfjs-image-dataset';",
    '',
    ...(features ? [loadExtractor(features)] : []),
    "const model = await tf.loadLayersModel('model/model.json');",
    "const { classNames } = await (await fetch('preprocessing.json')).json();",
    '',
    '/** The probability of each class for a picture: a File, from an input or a drop. */',
    'export async function predict(file) {',
    '  const dataset = await imageDatasetFromDirectory(directoryFromFiles([file]), {',
    ...Object.entries(given).map(([name, value]) => `    ${name}: ${JSON.stringify(value)},`),
    '  });',
    '  let x, y;',
    '  try {',
    '    [x] = await dataset.toArray();',
    `    y = tf.tidy(() => model.predict(${features ? 'extract(x)' : 'x'}));`,
    '    const probabilities = await y.data();',
    '    return Object.fromEntries(classNames.map((name, index) => [name, probabilities[index]]));',
    '  } finally {',
    '    tf.dispose([x, y]);',
    '    dataset.dispose();',
    '  }',
    '}',
    ...(features ? extraction(features) : []),
    '',
  ].join('\n');
}

function loadExtractor({ extractor }: Features): string {
  const load = extractor.artifacts.format === 'graph-model' ? 'loadGraphModel' : 'loadLayersModel';
  return `const extractor = await tf.${load}('extractor/model.json');`;
}

/** As `extract-features.ts` does it. */
function extraction({ range }: Features): readonly string[] {
  const [scale, offset] = SCALES[range];
  return [
    '',
    '/** What the model takes: the features of pictures. */',
    'function extract(x) {',
    `  const features = extractor.predict(x.mul(${scale}).add(${offset}));`,
    '  return features.rank === 4 ? features.mean([1, 2]) : features.reshape([x.shape[0], -1]);',
    '}',
  ];
}
