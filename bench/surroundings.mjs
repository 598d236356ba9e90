import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { root } from '../scripts/run.mjs';

/** The machine's processor and cores. */
export function machine() {
  const cores = cpus();
  return `${cores[0]?.model.trim() || 'unknown processor'}, ${cores.length} cores`;
}

/** What the bench is made of; the versions are pinned. */
export function versions() {
  const { devDependencies } = JSON.parse(readFileSync(`${root}package.json`, 'utf8'));
  return { node: process.versions.node, tfjs: devDependencies['@tensorflow/tfjs'], vite: devDependencies.vite };
}

/** Processes that ran or waited during the last minute: figures of a busy machine are worth little. */
export function load() {
  return Math.round(loadavg()[0] * 10) / 10;
}

/** The commit that is measured, and whether the library has been changed since. */
export function commit() {
  try {
    const git = (...args) => execFileSync('git', args, { cwd: root, encoding: 'utf8' }).trim();
    const isChanged = git('status', '--porcelain', 'src', 'workers', 'shaders') !== '';
    return `${git('rev-parse', '--short', 'HEAD')}${isChanged ? ' with changes' : ''}`;
  } catch {
    return 'unknown';
  }
}
