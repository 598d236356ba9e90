import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Connect, type Plugin, preview } from 'vite';

export const root: string = fileURLToPath(new URL('../../..', import.meta.url));

/**
 * Where the applications of `test/consumers` and the packed library are installed: outside of the repository, whose own
 * packages would stand in for what the tarball forgot. Each working copy has a folder of its own.
 */
export const consumers: string = join(
  tmpdir(),
  `tfjs-image-dataset-consumers-${createHash('sha256').update(root).digest('hex').slice(0, 8)}`,
);

/** Runs npm and gives what it printed. */
export function npm(cwd: string, ...args: string[]): string {
  return execFileSync('npm', [...args, '--loglevel=error'], {
    cwd,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
}

/** Builds an application by its bundler, and gives all that the bundler said. */
export function build(app: string): string {
  const { status, stdout, stderr } = spawnSync('npm', ['run', app], {
    cwd: consumers,
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: undefined },
    shell: process.platform === 'win32',
  });
  if (status !== 0) throw new Error(`${app} failed:\n${stdout}\n${stderr}`);
  return stdout + stderr;
}

export interface StaticServer extends AsyncDisposable {
  readonly url: string;
}

/** A browser asks for a page's icon by itself, and would complain on its console. */
export const noIcon: Plugin = {
  name: 'no icon',
  configureServer: ({ middlewares }) => answerIcon(middlewares),
  configurePreviewServer: ({ middlewares }) => answerIcon(middlewares),
};

function answerIcon(middlewares: Connect.Server): void {
  middlewares.use('/favicon.ico', (_request, response) => response.writeHead(204).end());
}

/** A static server of a folder of the applications, which other origins may load from, as a CDN is one. */
export async function serve(folder: string, headers: Readonly<Record<string, string>> = {}): Promise<StaticServer> {
  const server = await preview({
    configFile: false,
    root: consumers,
    logLevel: 'error',
    build: { outDir: folder },
    preview: { host: '127.0.0.1', port: 0, cors: true, headers: { ...headers } },
    plugins: [noIcon],
  });
  return { url: server.resolvedUrls?.local[0] ?? '', [Symbol.asyncDispose]: () => server.close() };
}
