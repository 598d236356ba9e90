import { ImageDatasetError } from '../errors.ts';
import { show, showChoice } from '../show.ts';
import { nearestName } from './nearest-name.ts';

/**
 * Refuses a name that is not among the `known` options, and says which one was probably meant.
 *
 * @throws ImageDatasetError `invalid-option`.
 */
export function refuseUnknownNames(options: unknown, known: readonly string[]): void {
  if (typeof options !== 'object' || options === null) {
    throw invalidOption(undefined, options, 'an object', `The options must be one object, not ${show(options)}.`);
  }
  for (const [name, value] of Object.entries(options)) {
    if (known.includes(name)) continue;
    const nearest = nearestName(name, known);
    const advice = nearest === null ? `The options are ${known.join(', ')}.` : `Did you mean '${nearest}'?`;
    throw invalidOption(name, value, known, `There is no option '${name}'. ${advice}`);
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

/** The error for an option that is not what `allowed` says in words. */
export function mustBe(option: string, received: unknown, allowed: string): ImageDatasetError {
  return invalidOption(option, received, allowed, `${option} must be ${allowed}, not ${show(received)}.`);
}

/**
 * Checks that an option has one of the allowed values, and gives it back.
 *
 * @throws ImageDatasetError `invalid-option`.
 */
export function checkOneOf<T extends string | false | null>(option: string, value: unknown, allowed: readonly T[]): T {
  if ((allowed as readonly unknown[]).includes(value)) return value as T;
  throw invalidOption(option, value, allowed, `${option} must be ${showChoice(allowed)}, not ${show(value)}.`);
}

/**
 * Checks that an option is what `allowed` says in words.
 *
 * @throws ImageDatasetError `invalid-option`.
 */
export function demand(option: string, received: unknown, holds: boolean, allowed: string): void {
  if (!holds) throw mustBe(option, received, allowed);
}

/** Checks a signal that callers may leave out. */
export function checkSignal(signal: unknown): void {
  demand('signal', signal, signal === undefined || signal instanceof AbortSignal, 'an AbortSignal');
}

/** Checks what is to be told of progress, which callers may leave out. */
export function checkOnProgress(onProgress: unknown): void {
  demand('onProgress', onProgress, onProgress === undefined || typeof onProgress === 'function', 'a function');
}

/** Checks a source of workers that callers may leave out. */
export function checkWorker(worker: unknown): void {
  const startsWorker = worker === undefined || typeof worker === 'function' || worker instanceof URL;
  demand('worker', worker, startsWorker, 'a URL object or a function that starts a worker');
}
