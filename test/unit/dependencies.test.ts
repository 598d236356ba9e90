import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { dependenciesOf } from '../dependency-table.ts';

interface Locked {
  readonly version: string;
  readonly license: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly hasInstallScript?: boolean;
}

const read = (name: string) => JSON.parse(readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8'));
const { dependencies, peerDependencies } = read('package.json');
const { packages } = read('package-lock.json') as { readonly packages: Readonly<Record<string, Locked>> };
const locked = (name: string): Locked => packages[`node_modules/${name}`]!;

describe('docs/dependencies.md', () => {
  it('lists what the library needs to run, in the versions and under the licences that it is installed with', () => {
    const needed = Object.entries<string>({ ...dependencies, ...peerDependencies });
    const expected = needed.map(([name, version]) => ({ name, version, licence: locked(name).license }));
    expect(dependenciesOf('The library')).toEqual(expected);
  });

  it('says rightly that they bring nothing along and run nothing when they are installed', () => {
    for (const name of Object.keys(dependencies)) {
      const { dependencies: own = {}, hasInstallScript = false } = locked(name);
      expect({ own, hasInstallScript }, name).toEqual({ own: {}, hasInstallScript: false });
    }
  });

  it('says rightly that they ask nothing of a network, run no text and write no markup', () => {
    const reaching =
      /\beval\(|\bFunction\(|\bfetch\(|XMLHttpRequest|WebSocket|EventSource|sendBeacon|importScripts|\bimport\(|innerHTML|document\./g;
    for (const name of Object.keys(dependencies)) {
      const script = readFileSync(new URL(import.meta.resolve(name)), 'utf8');
      expect(script.length, name).toBeGreaterThan(1000);
      expect(script.match(reaching), name).toBeNull();
    }
  });

  it('says rightly that tfjs brings along what runs a script when it is installed', () => {
    expect(locked('@tensorflow/tfjs').dependencies).toHaveProperty('core-js');
    expect(locked('core-js').hasInstallScript).toBe(true);
  });

  it('names the versions and licences of the demo as they are locked', () => {
    const listed = dependenciesOf('The demo');
    expect(listed).toEqual(
      listed.map(({ name }) => ({ name, version: locked(name).version, licence: locked(name).license })),
    );
    expect(listed.map(({ name }) => name)).toEqual(expect.arrayContaining(Object.keys(dependencies)));
  });
});
