import { isAbsolute } from 'node:path';
import { build } from 'vite';
import { assemblyScript } from './assemblyscript.mjs';
import { root } from './run.mjs';

const WORKER = /^(.+\.worker\.ts)\?worker(&inline)?$/;

/**
 * Gives tests each worker in one piece, as applications have it. Vite's server would have it ask for 120 modules one by one
 * whenever it starts, which took half the time of the tests that start many.
 *
 * @returns {import('vite').Plugin}
 */
export function bundledWorkers() {
  const bundles = new Map();
  return {
    name: 'bundled-workers',
    enforce: 'pre',
    apply: 'serve',
    // A watching server tests what stands there now.
    watchChange: () => bundles.clear(),
    async load(id) {
      const [, entry] = WORKER.exec(id) ?? [];
      if (!entry) return undefined;
      if (!bundles.has(entry)) bundles.set(entry, bundle(entry));
      const { code, modules } = await bundles.get(entry);
      for (const module of modules) this.addWatchFile(module);
      return `
        const code = ${JSON.stringify(code)};
        const address = URL.createObjectURL(new Blob([code], { type: 'text/javascript' }));
        export default function start({ name } = {}) {
          return new Worker(address, { type: 'module', name });
        }`;
    },
  };
}

async function bundle(entry) {
  const plugins = () => [assemblyScript()];
  const { output } = await build({
    configFile: false,
    root,
    logLevel: 'error',
    plugins: plugins(),
    worker: { format: 'es', plugins },
    // A test's worker may be made of side effects, which package.json says no module has.
    build: { write: false, minify: false, rolldownOptions: { input: entry, treeshake: false } },
  });
  return { code: output[0].code, modules: output[0].moduleIds.filter((id) => isAbsolute(id) && !id.includes('?')) };
}
