import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseAst } from 'vite';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const manifest = JSON.parse(readFileSync(`${root}package.json`, 'utf8'));

describe('package.json', () => {
  it('leaves tfjs to the application, of which there may be one copy only', () => {
    expect(manifest.peerDependencies).toEqual({
      '@tensorflow/tfjs': '^4.22.0',
      '@tensorflow/tfjs-backend-webgpu': '^4.22.0',
    });
    expect(manifest.peerDependenciesMeta).toEqual({ '@tensorflow/tfjs-backend-webgpu': { optional: true } });
    expect(Object.keys(manifest.dependencies)).toEqual(['comlink', 'idb-keyval']);
  });

  it('pins what it is built and tested with', () => {
    for (const version of Object.values({ ...manifest.dependencies, ...manifest.devDependencies })) {
      expect(version).toMatch(/^\d+\.\d+\.\d+$/);
    }
  });

  it('is ESM, with types as the first condition of each entry', () => {
    expect(manifest.type).toBe('module');
    expect(Object.keys(manifest.exports)).toEqual(['.', './worker']);
    for (const conditions of Object.values(manifest.exports)) {
      expect(Object.keys(conditions as object)).toEqual(['types', 'default']);
    }
  });

  it('has no code that runs when it is installed', () => {
    expect(Object.keys(manifest.scripts)).not.toEqual(
      expect.arrayContaining([expect.stringMatching(/^(pre|post)?install$|^prepare$/)]),
    );
  });
});

it('the lock file names the packages of every platform, without which npm ci refuses to work', () => {
  const lock = JSON.parse(readFileSync(`${root}package-lock.json`, 'utf8'));
  const packages: Record<string, { optionalDependencies?: Record<string, string> }> = lock.packages;
  // A registry that lacks some of them makes npm leave them out without a word.
  const missing = Object.values(packages).flatMap(({ optionalDependencies = {} }) =>
    Object.keys(optionalDependencies).filter((name) => !packages[`node_modules/${name}`]),
  );
  expect(missing).toEqual([]);
});

describe('the tarball', () => {
  const output = execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
    cwd: root,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  const paths: string[] = JSON.parse(output)[0].files.map((file: { path: string }) => file.path);

  it('holds what is built, the documents, and nothing else', () => {
    const others = paths.filter((path) => !/^(dist|docs)\//.test(path));
    expect(others.sort()).toEqual(['CHANGELOG.md', 'LICENSE', 'README.md', 'package.json']);
  });

  it('imports tfjs and what npm installs along: the WebGPU backend is optional', () => {
    const imported = new Set<string>();
    // Texts have imports in them, such as what an error advises.
    JSON.stringify(parseAst(readFileSync(`${root}dist/index.js`, 'utf8')), (key, node) => {
      if (key === 'source' && node?.type === 'Literal') imported.add(node.value);
      return node;
    });
    expect([...imported].sort()).toEqual(['@tensorflow/tfjs', ...Object.keys(manifest.dependencies)]);
  });

  it('holds the two bundles and declarations only', () => {
    const built = paths.filter((path) => path.startsWith('dist/'));
    expect(built.filter((path) => !path.endsWith('.d.ts')).sort()).toEqual(['dist/index.js', 'dist/worker.js']);
    expect(built).toEqual(expect.arrayContaining(['dist/index.d.ts', 'dist/worker.d.ts', 'dist/types/src/index.d.ts']));
  });
});
