import { parseArgs } from 'node:util';

const OPTIONS = {
  folder: { type: 'string' },
  python: { type: 'string' },
  json: { type: 'string' },
  rounds: { type: 'string', default: '3' },
};

/**
 * The command line's wishes; where it asks for something else, a usage line and exit code 2.
 *
 * @param known - Names of the runs; the first is done where none is named.
 */
export function readArguments(args, known) {
  try {
    const { values, positionals } = parseArgs({ args, options: OPTIONS, allowPositionals: true });
    const stranger = positionals.find((name) => !known.includes(name));
    if (stranger) throw new Error(`There is no run '${stranger}'.`);
    if (!/^[1-9]\d*$/.test(values.rounds)) throw new Error('--rounds must be a positive integer.');
    return { ...values, rounds: Number(values.rounds), runs: positionals.length > 0 ? positionals : known.slice(0, 1) };
  } catch (error) {
    const options = '[--folder DIR] [--python PATH] [--json FILE] [--rounds 3]';
    console.error(`${error.message}\nusage: npm run bench -- [${known.join(' | ')}]... ${options}`);
    process.exit(2);
  }
}
