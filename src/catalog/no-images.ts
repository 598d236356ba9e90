import { ImageDatasetError } from '../errors.ts';
import { DECODABLE_EXTENSIONS, extensionOf, hasExtension } from '../supported-extensions.ts';
import { type IgnoredFile, OUTSIDE } from './index-directory.ts';

/** The error for a directory without a single image, which tells what is there instead. */
export function noImages(ignored: readonly IgnoredFile[], extensions: readonly string[]): ImageDatasetError {
  const reasons = countReasons(ignored);
  const seen = ignored.length === 0 ? 'no files at all' : `${files(ignored.length)} left out: ${listCounts(reasons)}`;
  const advice = adviceFor(reasons) ?? `Choose a directory with files that end in ${extensions.join(', ')}`;
  return new ImageDatasetError('no-images', `No images found, ${seen}. ${advice}.`, { allowed: extensions });
}

/** Follows the most frequent reason that can be mended: texts may outnumber the pictures that they are about. */
function adviceFor(reasons: readonly ReasonCount[]): string | undefined {
  const [reason] = reasons.find(([it]) => it === OUTSIDE || hasExtension(it, DECODABLE_EXTENSIONS)) ?? [];
  if (reason === OUTSIDE) {
    return 'Put the images of each class into a folder of their own, or take labels: null for images without classes';
  }
  return reason && `Add '${extensionOf(reason)}' to the option 'extensions' to take these files too`;
}

/** The error for a fraction so small that validation would get nothing. */
export function noValidationImages(fraction: number, count: number): ImageDatasetError {
  const sum = `validationSplit ${fraction} of ${files(count)} gives 0 validation files`;
  const context = { option: 'validationSplit', received: fraction };
  return new ImageDatasetError('no-images', `${sum}. Take a larger fraction or add files.`, context);
}

function files(count: number): string {
  return `${count} ${count === 1 ? 'file' : 'files'}`;
}

type ReasonCount = readonly [reason: string, count: number];

/** The most frequent reason first. */
function countReasons(ignored: readonly IgnoredFile[]): readonly ReasonCount[] {
  const counts = new Map<string, number>();
  for (const { reason } of ignored) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a);
}

function listCounts(reasons: readonly ReasonCount[]): string {
  const listed = reasons.slice(0, 5).map(([reason, count]) => `${reason} (${count})`);
  return [...listed, ...(reasons.length > 5 ? ['…'] : [])].join(', ');
}
