import { compareCodePoints } from '../compare-code-points.ts';
import type { FileSource, ListedFolder, Listing } from '../directory/file-source.ts';
import { ImageDatasetError } from '../errors.ts';
import type { ResolvedOptions } from '../options/option-types.ts';
import { show } from '../show.ts';
import { extensionOf, hasExtension } from '../supported-extensions.ts';

/** A file that was found and is not in the dataset. */
export interface IgnoredFile {
  readonly path: string;
  /** A few words, such as `unsupported extension .webp`. */
  readonly reason: string;
}

/** Why an image that lies in no folder has no class. */
export const OUTSIDE = 'outside of the class folders';

/** Which files a dataset has, in which order and with which labels, before anything is shuffled or split. */
export interface FileIndex {
  readonly files: readonly FileSource[];
  /** One label for each file, or `null` where there are none. */
  readonly labels: Int32Array | null;
  /** `null` where there are no labels. */
  readonly classNames: readonly string[] | null;
  /** Every other file of the listing. */
  readonly ignored: readonly IgnoredFile[];
}

/**
 * Finds the files of a dataset, by Keras' rules.
 *
 * With inferred labels each folder of the directory is a class, except for those whose name starts with a dot, and
 * images are listed class by class. With a list of labels or none, all images are listed, wherever they lie.
 *
 * @throws ImageDatasetError `class-names` where `classNames` is no subset of the folders or a binary dataset
 * has not two classes, and `label-count` where there is not one label for each image.
 */
export function indexListing(
  listing: Listing,
  { labels, labelMode, extensions }: Pick<ResolvedOptions, 'labels' | 'labelMode' | 'extensions'>,
): FileIndex {
  const walk = inWalkOrder(listing.folders);
  const isImage = ({ path }: FileSource): boolean => hasExtension(path, extensions);
  const index =
    labels.kind === 'inferred'
      ? indexByClass(walk, listing.showsEmptyDirectories, labels.classNames, isImage)
      : indexEverything(walk, labels.kind === 'explicit' ? labels.values : null, isImage);
  if (labelMode === 'binary' && index.classNames?.length !== 2) throw notTwoClasses(index.classNames ?? []);
  return index;
}

/**
 * Brings folders into the order in which Keras walks a directory: by their whole paths.
 *
 * In whole paths the separator competes with the characters of names: `a-b` and its files come before `a/sub`.
 */
function inWalkOrder(folders: readonly ListedFolder[]): readonly ListedFolder[] {
  return [...folders].sort((a, b) => compareCodePoints(a.path, b.path));
}

function indexByClass(
  walk: readonly ListedFolder[],
  showsEmptyDirectories: boolean,
  chosen: readonly string[] | null,
  isImage: (file: FileSource) => boolean,
): FileIndex {
  const found = findClasses(walk);
  if (chosen) checkChosen(chosen, found, (name) => !showsEmptyDirectories && mayBeEmpty(name, walk));
  const classNames = chosen ?? found;

  const imagesOf = new Map<string, FileSource[]>(classNames.map((name) => [name, []]));
  const ignored: IgnoredFile[] = [];
  for (const folder of walk) {
    const top = firstPart(folder.path);
    const images = imagesOf.get(top);
    for (const file of folder.files) {
      if (!isImage(file)) ignored.push(noImage(file));
      else if (images) images.push(file);
      else ignored.push({ path: file.path, reason: whyNoClass(top) });
    }
  }

  // A class that is named twice is listed twice, and both times has its last index.
  const indexOf = new Map(classNames.map((name, index) => [name, index]));
  const files = classNames.flatMap((name) => imagesOf.get(name)!);
  const labels = new Int32Array(files.length);
  let end = 0;
  for (const name of classNames) {
    const begin = end;
    end += imagesOf.get(name)!.length;
    labels.fill(indexOf.get(name)!, begin, end);
  }
  return { files, labels, classNames, ignored };
}

/** `labels` belong to the images in the order of the walk. */
function indexEverything(
  walk: readonly ListedFolder[],
  labels: Int32Array | null,
  isImage: (file: FileSource) => boolean,
): FileIndex {
  const found = walk.flatMap((folder) => folder.files);
  const files = found.filter(isImage);
  const ignored = found.filter((file) => !isImage(file)).map(noImage);
  if (labels && labels.length !== files.length) throw wrongLabelCount(labels.length, files.length);
  const classNames = labels && Array.from(new Int32Array(new Set(labels)).sort(), String);
  return { files, labels, classNames, ignored };
}

/** The folders directly in the directory, sorted; those without a single file too, where the listing shows them. */
function findClasses(walk: readonly ListedFolder[]): readonly string[] {
  const names = new Set(walk.map(({ path }) => firstPart(path)));
  return [...names].filter((name) => name !== '' && !name.startsWith('.')).sort(compareCodePoints);
}

function noImage({ path }: FileSource): IgnoredFile {
  const extension = extensionOf(path);
  return { path, reason: extension === '' ? 'no extension' : `unsupported extension ${extension}` };
}

function whyNoClass(top: string): string {
  if (top === '') return OUTSIDE;
  return top.startsWith('.') ? 'in a hidden folder' : 'class not in classNames';
}

function firstPart(path: string): string {
  const end = path.indexOf('/');
  return end === -1 ? path : path.slice(0, end);
}

/** Whether a class can be a folder of this name that does not show because there is nothing in it. */
function mayBeEmpty(name: string, walk: readonly ListedFolder[]): boolean {
  const isFile = walk.some(({ path, files }) => path === '' && files.some((file) => file.path === name));
  return name !== '' && !name.startsWith('.') && !name.includes('/') && !isFile;
}

function checkChosen(chosen: readonly string[], found: readonly string[], isUnseen: (name: string) => boolean): void {
  const known = new Set(found);
  const missing = chosen.filter((name) => !known.has(name) && !isUnseen(name));
  if (missing.length === 0) return;
  const there = found.length === 0 ? 'has no folders' : `has the folders ${show(found)}`;
  const message = `classNames asks for ${show(missing)}, and the directory ${there}. Name folders that are there.`;
  throw new ImageDatasetError('class-names', message, { option: 'classNames', received: chosen, allowed: found });
}

function wrongLabelCount(received: number, allowed: number): ImageDatasetError {
  const message = `There are ${received} labels and ${allowed} images. Give one label for each image, by sorted paths.`;
  return new ImageDatasetError('label-count', message, { option: 'labels', received, allowed });
}

function notTwoClasses(received: readonly string[]): ImageDatasetError {
  const count = `labelMode 'binary' needs two classes, and there are ${received.length}: ${show(received)}`;
  const message = `${count}. Choose two with classNames, or take labelMode 'int' or 'categorical'.`;
  return new ImageDatasetError('class-names', message, { option: 'labelMode', received, allowed: 2 });
}
