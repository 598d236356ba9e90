import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Takes away what lets root read any file. */
const WITHOUT_OVERRIDE = ['bounding-set', 'inh-caps'].map((set) => `--${set}=-dac_override,-dac_read_search`);

/**
 * Gives the path of a Chromium that keeps to the permissions of files: where the tests run as root, as in containers, that of a
 * script that starts it without root's power to pass over them.
 *
 * @param folder - Where the script may lie.
 * @throws Error where root can't be deprived of it
 */
export function obedientChromium(chromium: string, folder: string): string {
  if (process.getuid?.() !== 0) return chromium;
  const closed = join(folder, 'closed');
  writeFileSync(closed, '', { mode: 0o000 });
  try {
    execFileSync('setpriv', [...WITHOUT_OVERRIDE, 'sh', '-c', '! cat "$0"', closed], { stdio: 'pipe' });
  } catch (cause) {
    const needs = "setpriv (of Debian's util-linux) and the capability SETPCAP, or tests that do not run as root";
    throw new Error(`Root reads any file, and could not be kept from it. This test needs ${needs}.`, { cause });
  }
  const script = join(folder, 'chromium.sh');
  writeFileSync(script, `#!/bin/sh\nexec setpriv ${WITHOUT_OVERRIDE.join(' ')} '${chromium}' "$@"\n`, { mode: 0o755 });
  return script;
}
