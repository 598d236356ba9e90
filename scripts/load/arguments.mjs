import { parseArgs } from 'node:util';

const USAGE = `usage: npm run load -- FOLDER [--image-size 224] [--engine auto|webgpu|cpu] [--epochs 2] [--batch-size 32] [--json]
(with --json: npm run --silent load -- FOLDER --json, as npm prints the command otherwise)`;

const ENGINES = ['auto', 'webgpu', 'cpu'];

const OPTIONS = {
  'image-size': { type: 'string', default: '224' },
  engine: { type: 'string', default: 'auto' },
  epochs: { type: 'string', default: '2' },
  'batch-size': { type: 'string', default: '32' },
  json: { type: 'boolean', default: false },
};

/** The command line's wishes; where it asks for something else, a usage line and exit code 2. */
export function readArguments(args) {
  try {
    const { values, positionals } = parseArgs({ args, options: OPTIONS, allowPositionals: true });
    if (positionals.length !== 1) throw new Error('One folder, please.');
    if (!ENGINES.includes(values.engine)) throw new Error(`--engine must be one of ${ENGINES.join(', ')}.`);
    return {
      folder: positionals[0],
      imageSize: count(values, 'image-size'),
      batchSize: count(values, 'batch-size'),
      epochs: count(values, 'epochs'),
      engine: values.engine,
      json: values.json,
    };
  } catch (error) {
    console.error(`${error.message}\n${USAGE}`);
    process.exit(2);
  }
}

function count(values, name) {
  if (!/^[1-9]\d*$/.test(values[name])) throw new Error(`--${name} must be a positive integer.`);
  return Number(values[name]);
}
