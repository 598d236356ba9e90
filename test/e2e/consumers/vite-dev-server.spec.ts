import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { createServer, type ViteDevServer } from 'vite';
import { consumers, noIcon } from './installed.ts';
import { expectTrained, watchProblems } from './trained.ts';

let server: ViteDevServer;

test.beforeAll(async () => {
  server = await createServer({
    configFile: false,
    root: join(consumers, 'vite'),
    logLevel: 'error',
    plugins: [noIcon],
    // What the applications share lies beside this one's folder.
    server: { host: '127.0.0.1', port: 0, fs: { allow: [consumers] } },
  });
  await server.listen();
});

test.afterAll(() => server.close());

const WAYS = { trains: '', 'trains in its own worker, with a served worker': '?thread=worker&worker=served' };

for (const [name, query] of Object.entries(WAYS)) {
  test(`an application that Vite serves without building it ${name}`, async ({ page }) => {
    const problems = watchProblems(page);
    await page.goto(`${server.resolvedUrls?.local[0]}${query}`);
    await expectTrained(page);
    expect(problems).toEqual([]);
  });
}
