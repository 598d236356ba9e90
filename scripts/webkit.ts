import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { playwright } from '@vitest/browser-playwright';
import type { BrowserProvider, BrowserProviderOption } from 'vitest/node';

/**
 * Without the switches WebKitGTK 2.50 hides the origin private file system. It is the browser itself that runs, not one
 * under WebDriver: in an automation session `getDirectory()` fails.
 */
const ARGS = ['--features=+FileSystem,+AccessHandle,+StorageAPI,+FileSystemWritableStream'];

/** Vitest's pages in the MiniBrowser of WebKitGTK at `path`, which Playwright can't drive: they need no more than being opened. */
export function webKitGtk(path: string): BrowserProviderOption {
  return {
    ...playwright(), // For Vitest's server, which is the same for all providers.
    name: 'webkitgtk',
    supportedBrowser: ['webkit'],
    options: {},
    providerFactory: () => new MiniBrowser(path),
  };
}

class MiniBrowser implements BrowserProvider {
  readonly name = 'webkitgtk';
  readonly supportsParallelism = false;
  private readonly started: ChildProcess[] = [];
  private readonly profile = mkdtempSync(join(tmpdir(), 'webkit-'));
  private readonly path: string;

  constructor(path: string) {
    this.path = path;
  }

  async openPage(_: string, url: string): Promise<void> {
    process.once('exit', () => this.kill());
    const screen = this.start('Xvfb', ['-displayfd', '1', '-nolisten', 'tcp'], { stdio: ['ignore', 'pipe', 'ignore'] });
    const [display] = await once(screen.stdout!, 'data');
    const env = { DISPLAY: `:${String(display).trim()}`, XDG_DATA_HOME: this.profile, XDG_CACHE_HOME: this.profile };
    this.start(this.path, [...ARGS, url], { stdio: 'ignore', env: { ...process.env, ...env } });
  }

  private start(command: string, args: readonly string[], options: SpawnOptions): ChildProcess {
    const child = spawn(command, args, options);
    this.started.push(child);
    return child;
  }

  getCommandsContext(): Record<string, unknown> {
    return {};
  }

  async close(): Promise<void> {
    const running = this.started.filter(({ exitCode, signalCode }) => exitCode === null && signalCode === null);
    const ended = running.map((child) => once(child, 'exit'));
    this.kill();
    await Promise.all(ended);
    // Its own children may still write as they end.
    rmSync(this.profile, { recursive: true, force: true, maxRetries: 10 });
  }

  private kill(): void {
    for (const child of this.started) child.kill();
  }
}
