import { runnerImport } from 'vite';

// Prints the Python lines that the demo writes for these options: demo_golden.py runs them.

const { DEFAULT_OPTIONS } = await load('demo/options/loader-options.ts');
const { writePythonCode } = await load('demo/options/write-python-code.ts');

/** The class folders among the golden pictures, and what differs from the demo's own options. */
const CASES = [
  [['bmp', 'gif', 'jpeg', 'png'], {}],
  [['bmp', 'gif', 'jpeg', 'png'], { imageSize: 24, fit: 'crop', interpolation: 'bicubic', batchSize: 5, seed: 7 }],
  [['bmp', 'gif', 'jpeg'], { imageSize: 40, fit: 'pad', interpolation: 'area', batchSize: 3, validationSplit: 0.5 }],
  [['jpeg', 'png'], { imageSize: 17, colorMode: 'grayscale', interpolation: 'lanczos5', seed: 0 }],
  [['bmp', 'png'], { colorMode: 'rgba', interpolation: 'nearest', seed: 4_294_967_295, validationSplit: 0.33 }],
  [['bmp', 'gif', 'jpeg', 'png'], { interpolation: 'mitchellcubic', batchSize: 256, validationSplit: 0.07 }],
];

const written = CASES.map(([classes, options]) => ({
  classes,
  options,
  code: writePythonCode({ ...DEFAULT_OPTIONS, ...options }, { folder: 'pictures', epochs: 1, broken: [] }),
}));
console.log(JSON.stringify(written));

async function load(path) {
  const { module } = await runnerImport(new URL(`../../${path}`, import.meta.url).pathname, { configFile: false });
  return module;
}
