import { ImageDatasetError } from '../errors.ts';
import { show } from '../show.ts';
import { nearestName } from './nearest-name.ts';
import type { ImageDatasetOptions } from './option-types.ts';

/** Every name that is an option; a missing or a surplus one does not compile. */
const OPTION_NAMES: readonly string[] = Object.keys({
  labels: true,
  labelMode: true,
  classNames: true,
  colorMode: true,
  batchSize: true,
  imageSize: true,
  shuffle: true,
  seed: true,
  validationSplit: true,
  subset: true,
  interpolation: true,
  followLinks: true,
  cropToAspectRatio: true,
  padToAspectRatio: true,
  dataFormat: true,
  verbose: true,
  engine: true,
  labelDtype: true,
  onError: true,
  decode: true,
  orientation: true,
  extensions: true,
  workers: true,
  maxBytesInFlight: true,
  worker: true,
  signal: true,
  onProgress: true,
} satisfies Record<keyof ImageDatasetOptions, true>);

/**
 * Refuses a name that is no option, and says which one was probably meant.
 *
 * @throws ImageDatasetError with tag `invalid-option`.
 */
export function refuseUnknownNames(options: unknown): void {
  if (typeof options !== 'object' || options === null) {
    throw invalidOption(undefined, options, 'an object', `The options must be one object, not ${show(options)}.`);
  }
  for (const [name, value] of Object.entries(options)) {
    if (OPTION_NAMES.includes(name)) continue;
    const nearest = nearestName(name, OPTION_NAMES);
    const advice = nearest === null ? `The options are ${OPTION_NAMES.join(', ')}.` : `Did you mean '${nearest}'?`;
    throw invalidOption(name, value, OPTION_NAMES, `There is no option '${name}'. ${advice}`);
  }
}

/** The error for an option that can't be used; `message` says what is wrong and what to do next. */
export function invalidOption(
  option: string | undefined,
  received: unknown,
  allowed: unknown,
  message: string,
): ImageDatasetError {
  return new ImageDatasetError('invalid-option', message, { option, received, allowed });
}

/**
 * Checks that an option has one of the allowed values, and gives it back.
 *
 * @throws ImageDatasetError with tag `invalid-option`.
 */
export function checkOneOf<T extends string | null>(option: string, value: unknown, allowed: readonly T[]): T {
  if ((allowed as readonly unknown[]).includes(value)) return value as T;
  const choice = `${allowed.slice(0, -1).map(show).join(', ')} or ${show(allowed.at(-1))}`;
  throw invalidOption(option, value, allowed, `${option} must be ${choice}, not ${show(value)}.`);
}
