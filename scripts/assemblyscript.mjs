import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { main } from 'assemblyscript/asc';

const FLAGS = ['--optimizeLevel', '3', '--noAssert', '--runtime', 'stub', '--enable', 'simd'];

/**
 * Makes `import code from './x.ts?wasm'` give the module compiled from AssemblyScript, in base64: it is inlined, so that a
 * worker needs nothing but its own file.
 *
 * @returns {import('vite').Plugin}
 */
export function assemblyScript() {
  return {
    name: 'assemblyscript',
    enforce: 'pre',
    resolveId(source, importer) {
      return source.endsWith('?wasm') && importer ? resolve(dirname(importer), source) : undefined;
    },
    async load(id) {
      if (!id.endsWith('?wasm')) return undefined;
      const { code, sources } = await compile(id.slice(0, -'?wasm'.length));
      for (const source of sources) this.addWatchFile(source);
      return `export default ${JSON.stringify(code)};`;
    },
  };
}

/**
 * @param {string} entry
 * @returns {Promise<{ code: string, sources: string[] }>}
 */
async function compile(entry) {
  /** @type {string[]} */
  const sources = [];
  /** @type {Uint8Array | undefined} */
  let binary;
  const { error, stderr } = await main([entry, '--outFile', 'module.wasm', ...FLAGS], {
    async readFile(name, base) {
      const path = resolve(base, name);
      const text = await readFile(path, 'utf8').catch(() => null);
      if (text !== null) sources.push(path);
      return text;
    },
    writeFile(_, contents) {
      binary = /** @type {Uint8Array} */ (contents);
    },
    listFiles: () => [],
  });
  if (error || !binary)
    throw new Error(`AssemblyScript can't compile ${entry}.\n${stderr.toString()}`, { cause: error });
  return { code: Buffer.from(binary).toString('base64'), sources };
}
