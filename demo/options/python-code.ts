import { verification } from '../found/verification.ts';
import { folderName } from '../pictures/folder.ts';
import { isForBrowser } from './browser-formats.ts';
import type { LoaderOptions } from './loader-options.ts';
import { writePythonCode } from './write-python-code.ts';

/** The lines for Keras that load the folder on the page, with what its check has found until now. */
export function pythonCode(options: LoaderOptions, epochs: number): string {
  const check = verification.value;
  const broken = check.kind === 'done' ? check.broken.map(({ path }) => path) : [];
  // Of the others Keras knows nothing, so they don't stop it.
  const ofKeras = broken.filter((path) => !isForBrowser(path));
  return writePythonCode(options, { folder: folderName.value, epochs, broken: ofKeras });
}
