import { ImageDatasetError } from '../errors.ts';
import { type IgnoredFile, OUTSIDE } from './index-directory.ts';

/** The error for a directory without a single image, which tells what is there instead. */
export function noImages(ignored: readonly IgnoredFile[], extensions: readonly string[]): ImageDatasetError {
  const seen = ignored.length === 0 ? 'no files at all' : `${files(ignored.length)} left out: ${countReasons(ignored)}`;
  const advice = ignored.some(({ reason }) => reason === OUTSIDE)
    ? 'Put the images of each class into a folder of their own, or take labels: null for images without classes'
    : `Choose a directory with files that end in ${extensions.join(', ')}`;
  return new ImageDatasetError('no-images', `No images found, ${seen}. ${advice}.`, { allowed: extensions });
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

/** The reasons with how often each was given, the most frequent first. */
function countReasons(ignored: readonly IgnoredFile[]): string {
  const counts = new Map<string, number>();
  for (const { reason } of ignored) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  const reasons = [...counts].sort(([, a], [, b]) => b - a).map(([reason, count]) => `${reason} (${count})`);
  return reasons.length > 5 ? `${reasons.slice(0, 5).join(', ')}, …` : reasons.join(', ');
}
