import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';

/** A port that nobody listens at. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' ? address!.port : 0;
}

test('npm start serves the demo at $PORT with live reload, and prints its address', async () => {
  const port = await freePort();
  const script = fileURLToPath(new URL('../../scripts/start.mjs', import.meta.url));
  const server = spawn(process.execPath, [script], {
    env: { ...process.env, PORT: String(port) },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(server, 'exit');
  try {
    let said = '';
    server.stdout.on('data', (text) => {
      said += text;
    });
    await expect.poll(() => said, { timeout: 60_000 }).toMatch(new RegExp(`http://localhost:.*${port}`));
    // Not opened: the first time the server has yet to bundle what the page needs, which takes it most of a minute.
    const page = await (await fetch(`http://localhost:${port}/`)).text();
    expect(page).toContain('<title>From a folder of pictures to a trained model</title>');
    // What reloads it.
    expect(page).toContain('/@vite/client');
  } finally {
    server.kill();
    await ended;
  }
});
