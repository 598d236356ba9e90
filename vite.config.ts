import { fileURLToPath } from 'node:url';
import { playwright } from '@vitest/browser-playwright';
import type { LaunchOptions } from 'playwright';
import type { BuildEnvironmentOptions, Plugin } from 'vite';
import type { ViteUserConfig, ViteUserConfigFnPromise } from 'vitest/config';
import { assemblyScript } from './scripts/assemblyscript.mjs';
import { CHROMIUM_ARGS, findChromium } from './scripts/browser.mjs';
import { browserMemory } from './scripts/browser-memory.mjs';
import { bundledWorkers } from './scripts/bundled-workers.mjs';
import { webKitGtk } from './scripts/webkit.ts';

const root = fileURLToPath(new URL('.', import.meta.url));

const PEERS = ['@tensorflow/tfjs', '@tensorflow/tfjs-backend-wasm', '@tensorflow/tfjs-backend-webgpu'];

/** What the library and the demo bundle. */
const BUNDLED = ['comlink', 'idb-keyval', 'preact', 'preact/hooks', 'preact/jsx-runtime', '@preact/signals', 'fflate'];

/** Peers and dependencies stay imports: the application must have exactly one tfjs-core. */
const isExternal = (id: string): boolean => id.startsWith('@tensorflow/') || id === 'idb-keyval' || id === 'comlink';

/** The worker stands alone: one file without imports, so that any server can serve it. */
const builds: Record<string, BuildEnvironmentOptions> = {
  library: {
    outDir: 'dist',
    emptyOutDir: true,
    lib: { entry: 'src/index.ts', formats: ['es'], fileName: 'index' },
    rolldownOptions: { external: isExternal },
  },
  worker: {
    outDir: 'dist',
    emptyOutDir: false,
    lib: { entry: 'workers/decode.worker.ts', formats: ['es'], fileName: 'worker' },
    // Served as it is, so that no bundler takes the white space out.
    rolldownOptions: { output: { minify: true } },
  },
  demo: {
    outDir: fileURLToPath(new URL('dist-demo', import.meta.url)),
    emptyOutDir: true,
    license: { fileName: 'licences.md' },
    // tfjs in files of its own: the size budget is the page's.
    chunkSizeWarningLimit: 3000,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: 'tfjs', test: /node_modules.(@tensorflow|seedrandom|long)/ },
            // The worker that trains, as text, most of which is tfjs.
            { name: 'tfjs-in-worker', test: /training\.worker\.ts/ },
          ],
        },
      },
    },
  },
};

/** tsc writes one declaration file per module, to dist/types; these files beside the bundles are what `exports` names. */
const declarations: Record<string, Plugin[]> = {
  library: [asset('index.d.ts', "export * from './types/src/index.ts';\n")],
  worker: [asset('worker.d.ts', 'export {};\n')],
};

function asset(fileName: string, source: string): Plugin {
  return {
    name: fileName,
    generateBundle() {
      this.emitFile({ type: 'asset', fileName, source });
    },
  };
}

/** Tests in Chromium, in Firefox and in WebKitGTK, and the pages that Playwright opens. */
const TEST_MODES = ['test', 'firefox', 'webkit'];

type TestOptions = NonNullable<ViteUserConfig['test']>;

/** For the tests that draw lots; `npm run test:fuzz` and `npm run test:soak` draw more. */
const lots = {
  seed: Number(process.env.SEED ?? 1),
  fuzzPictures: Number(process.env.FUZZ_PICTURES ?? 500),
  soakEpochs: Number(process.env.SOAK_EPOCHS ?? 20),
};

async function tests(): Promise<TestOptions> {
  const executablePath = await findChromium();
  return {
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          environment: 'node',
          include: ['test/unit/**/*.test.ts'],
          testTimeout: TEST_TIMEOUT_MS,
        },
      },
      {
        extends: true,
        test: testsIn('chromium', inPlaywright({ args: CHROMIUM_ARGS, ...(executablePath ? { executablePath } : {}) })),
      },
    ],
  };
}

/** Generous: a machine that is busy with other things takes its time. */
const TEST_TIMEOUT_MS = 60_000;
const POLL_TIMEOUT_MS = 30_000;

type Provider = NonNullable<NonNullable<TestOptions['browser']>['provider']>;

const inPlaywright = (launchOptions: LaunchOptions): Provider => playwright({ launchOptions });

function testsIn(browser: 'chromium' | 'firefox' | 'webkit', provider: Provider): TestOptions {
  return {
    name: browser === 'chromium' ? 'browser' : browser,
    include: ['test/browser/**/*.test.ts'],
    testTimeout: TEST_TIMEOUT_MS,
    expect: { poll: { timeout: POLL_TIMEOUT_MS } },
    provide: lots,
    // One page at a time: two cores, and a second page slows both.
    fileParallelism: false,
    browser: {
      enabled: true,
      headless: true,
      screenshotFailures: false,
      provider,
      instances: [{ browser }],
      commands: { browserMemory },
    },
  };
}

/** Firefox as its maker ships it; `scripts/test-firefox.mjs` says where it is. */
const firefox = (): TestOptions =>
  testsIn('firefox', inPlaywright({ channel: 'moz-firefox', executablePath: process.env.FIREFOX ?? '' }));

/** `scripts/test-webkit.mjs` says where it is. */
const webKit = (): TestOptions => testsIn('webkit', webKitGtk(process.env.WEBKIT ?? ''));

const config: ViteUserConfigFnPromise = async ({ mode }) => {
  const build = builds[mode];
  return {
    root: mode === 'demo' || mode === 'development' ? `${root}demo` : root,
    // Relative addresses, so that the demo works below any path.
    base: './',
    // Servers of different modes may run side by side.
    cacheDir: `${root}node_modules/.vite/${mode}`,
    server: { fs: { allow: [root] } },
    optimizeDeps: {
      // The pages of test/consumers import what is installed elsewhere.
      entries: ['**/*.html', '!test/consumers/**'],
      // Bundled before the first request: a dependency found later reloads the page, in the midst of a test.
      include: [...PEERS, ...BUNDLED],
    },
    plugins: [
      assemblyScript(),
      ...(TEST_MODES.includes(mode) ? [bundledWorkers()] : []),
      ...(declarations[mode] ?? []),
    ],
    worker: { format: 'es', plugins: () => [assemblyScript()] },
    ...(build ? { build } : {}),
    ...(mode === 'test' ? { test: await tests() } : {}),
    ...(mode === 'firefox' ? { test: firefox() } : {}),
    ...(mode === 'webkit' ? { test: webKit() } : {}),
  };
};

export default config;
