import { parseArgs } from 'node:util';

const USAGE = 'usage: npm run bench -- [--folder DIR] [--json FILE] [--rounds 3]';

const OPTIONS = {
  folder: { type: 'string' },
  json: { type: 'string' },
  rounds: { type: 'string', default: '3' },
};

/** The command line's wishes; where it asks for something else, a usage line and exit code 2. */
export function readArguments(args) {
  try {
    const { folder, json, rounds } = parseArgs({ args, options: OPTIONS }).values;
    if (!/^[1-9]\d*$/.test(rounds)) throw new Error('--rounds must be a positive integer.');
    return { folder, json, rounds: Number(rounds) };
  } catch (error) {
    console.error(`${error.message}\n${USAGE}`);
    process.exit(2);
  }
}
