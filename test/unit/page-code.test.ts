import { fileURLToPath } from 'node:url';
import { build, type Rolldown } from 'vite';
import { expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The modules that run in the page, as the library is built. */
async function modulesOfPage(): Promise<readonly string[]> {
  const built = await build({ root, mode: 'library', logLevel: 'error', build: { write: false } });
  const { output } = (built as Rolldown.RolldownOutput[])[0]!;
  const [bundle] = output;
  return bundle.moduleIds.filter((id) => id.startsWith(root)).map((id) => id.slice(root.length));
}

it('the page holds nothing that decodes or resamples', async () => {
  const modules = await modulesOfPage();
  expect(modules).toContain('src/engine/cpu-engine.ts');
  const work = modules.filter((id) => /^(src\/(jpeg|kernels|resample)|workers)\/|-resample/.test(id));
  expect(work.sort()).toEqual([
    // Which of a file's colours a shader is to make.
    'src/jpeg/jpeg-colors.ts',
    // The worker's code, as text.
    'workers/decode.worker.ts?worker&inline',
    // For `saveImg`, which writes PNG files.
    'workers/png/crc.ts',
    'workers/png/paeth.ts',
  ]);
});
