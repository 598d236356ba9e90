import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { build, root, serve } from './installed.ts';
import { expectTrained, watchProblems, watchRequests } from './trained.ts';

/** As strict as a policy can be on a page that has WebAssembly, as the README says: nothing can be fetched, sent or evaluated. */
const [strictest] = /^default-src 'none'; .*$/m.exec(readFileSync(`${root}README.md`, 'utf8'))!;

const policy = (workers: string): Readonly<Record<string, string>> => ({
  'Content-Security-Policy': strictest.replace("worker-src 'self'", `worker-src ${workers}`),
});

interface Way {
  readonly name: string;
  /** What `test/consumers/page.js` is told. */
  readonly query: string;
  readonly headers: Readonly<Record<string, string>>;
  /** The application's own scripts that are fetched while it trains. */
  readonly scripts: readonly ('trainer' | 'worker')[];
}

const WAYS: readonly Way[] = [
  { name: 'trains', query: '', headers: {}, scripts: [] },
  { name: 'trains where a policy forbids every request', query: '', headers: policy('blob:'), scripts: [] },
  {
    name: 'trains where a policy forbids every request and blobs, with a served worker',
    query: '?worker=served',
    headers: policy("'self'"),
    scripts: ['worker'],
  },
  {
    name: 'trains where the page is isolated from other origins',
    query: '',
    headers: { 'Cross-Origin-Opener-Policy': 'same-origin', 'Cross-Origin-Embedder-Policy': 'require-corp' },
    scripts: [],
  },
  { name: 'trains in its own worker, on posted files', query: '?thread=worker', headers: {}, scripts: ['trainer'] },
  {
    name: 'trains in its own worker, on private files, where a policy forbids every request and blobs',
    query: '?thread=worker&files=private&worker=served',
    headers: policy("'self'"),
    scripts: ['trainer', 'worker'],
  },
];

interface Bundler {
  readonly name: string;
  /** Where the page lies once it is built. */
  readonly folder: string;
  /** The names that it gives to scripts; webpack cuts the trainer into two. */
  readonly scripts: Readonly<Record<'trainer' | 'worker', RegExp>>;
  /** All that it has to warn of: that tfjs is large. */
  readonly warnings: readonly RegExp[];
}

const BUNDLERS: readonly Bundler[] = [
  {
    name: 'vite',
    folder: 'vite/dist',
    scripts: { trainer: /^\/assets\/trainer-.*\.js$/, worker: /^\/assets\/worker-.*\.js$/ },
    warnings: [/chunks are larger than 500 kB/],
  },
  {
    name: 'webpack',
    folder: 'webpack',
    scripts: { trainer: /^\/dist\/\d+\.js$/, worker: /^\/dist\/[0-9a-f]+\.js$/ },
    warnings: [/asset size limit/, /entrypoint size limit/, /performance recommendations/],
  },
  {
    name: 'esbuild',
    folder: 'esbuild',
    scripts: { trainer: /^\/dist\/trainer\.js$/, worker: /^\/dist\/decode-worker\.js$/ },
    warnings: [],
  },
];

for (const { name, folder, scripts, warnings } of BUNDLERS) {
  test.describe(`an application built by ${name}`, () => {
    let said: string;
    test.beforeAll(() => {
      // webpack and its minifier take 45 s on two idle cores.
      test.setTimeout(480_000);
      said = build(name);
    });

    test('is built without a warning of the library', () => {
      const warned = said.match(/^.*(?:warning in|\[warning\]|\(!\)).*$/gim) ?? [];
      const expected = warnings.map((warning) => expect.stringMatching(warning));
      expect(warned).toEqual(expected);
    });

    for (const way of WAYS) {
      test(way.name, async ({ page }) => {
        await using server = await serve(folder, way.headers);
        const problems = watchProblems(page);
        await page.goto(server.url + way.query);
        expect(await page.evaluate(() => crossOriginIsolated)).toBe('Cross-Origin-Opener-Policy' in way.headers);
        const requests = watchRequests(page);
        await expectTrained(page);
        const paths = Array.from(requests, (address) => address.replace(server.url, '/'));
        // Each kind is there, and nothing else.
        const kinds = paths.map((path) => way.scripts.find((script) => scripts[script].test(path)) ?? path);
        expect(new Set(kinds)).toEqual(new Set(way.scripts));
        expect(problems).toEqual([]);
      });
    }
  });
}
