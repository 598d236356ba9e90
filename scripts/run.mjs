import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));

/** Runs a command in the repository's root, its output going where `stdout` says, and tells whether it ended well. */
export function run(command, args, { env = {}, minutes = 5, stdout = 'inherit' } = {}) {
  const { status, error } = spawnSync(command, args, {
    cwd: root,
    stdio: ['ignore', stdout, 'inherit'],
    // npm and npx are scripts, which Windows starts through its shell only.
    shell: process.platform === 'win32',
    timeout: minutes * 60_000,
    env: { ...process.env, ...env },
  });
  if (error) console.error(`${command} ${args[0]}: ${error.message}`);
  return status === 0;
}
