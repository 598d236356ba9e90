import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { buildCatalog, type Catalog, type CatalogPart } from '../../src/catalog/catalog.ts';
import { planEpoch } from '../../src/catalog/epoch-order.ts';
import { type ErrorTag, ImageDatasetError } from '../../src/errors.ts';
import type { ImageDatasetOptions, ResolvedOptions } from '../../src/options/option-types.ts';
import { resolveOptions } from '../../src/options/resolve-options.ts';
import { listingOf } from './listing.ts';

interface ExpectedPart {
  readonly classNames: readonly string[] | null;
  readonly filePaths: readonly string[];
  readonly labels: readonly number[] | null;
  readonly size: number;
  readonly nextError?: { readonly row: string };
}

interface CatalogCase {
  readonly name: string;
  readonly tree: readonly string[];
  readonly options: ImageDatasetOptions;
  readonly expected?: readonly ExpectedPart[];
  readonly error?: { readonly row: string };
  readonly messages: readonly string[];
  readonly differs?: 'num-val-zero';
}

interface EpochCase {
  readonly name: string;
  readonly files: number;
  readonly layout: 'flat' | 'classes';
  readonly options: ImageDatasetOptions;
  readonly expected: readonly { readonly filePaths: readonly number[]; readonly epochs: readonly number[][] }[];
}

/** Which of our errors stands for a check of Keras'; `test/goldens/README.md` says what each row is about. */
const ERROR_OF_ROW: Readonly<Record<string, readonly [tag: ErrorTag, option: string | undefined]>> = {
  1: ['invalid-option', 'labels'],
  2: ['invalid-option', 'classNames'],
  3: ['invalid-option', 'labelMode'],
  4: ['invalid-option', 'colorMode'],
  5: ['invalid-option', 'imageSize'],
  6: ['invalid-option', 'interpolation'],
  7: ['invalid-option', 'validationSplit'],
  8: ['invalid-option', 'validationSplit'],
  9: ['invalid-option', 'subset'],
  10: ['invalid-option', 'seed'],
  11: ['class-names', 'classNames'],
  12: ['invalid-option', 'classNames'],
  13: ['invalid-option', 'classNames'],
  14: ['label-count', 'labels'],
  15: ['invalid-option', 'seed'],
  17: ['class-names', 'labelMode'],
  18: ['invalid-option', 'dataFormat'],
  19: ['no-images', undefined],
  20: ['no-images', undefined],
  21: ['invalid-option', 'batchSize'],
  22: ['invalid-option', 'padToAspectRatio'],
  23: ['invalid-option', 'interpolation'],
  24: ['invalid-option', 'imageSize'],
  '24a': ['invalid-option', 'imageSize'],
  25: ['invalid-option', 'batchSize'],
};

const catalogCases: readonly CatalogCase[] = readGolden('catalog');
const epochCases: readonly EpochCase[] = readGolden('epochs');

/** What Keras can build and not read: an image of no pixels. Here it is refused at once. */
const failsAtFirstImage = ({ expected }: CatalogCase): boolean => expected?.some((part) => part.nextError) ?? false;

const asInKeras = catalogCases.filter((it) => it.differs === undefined && !failsAtFirstImage(it));

describe('a directory becomes what Keras makes of it', () => {
  test.each(asInKeras.filter((it) => it.expected))('$name', ({ tree, options, expected, messages }) => {
    const { catalog, options: resolved } = build(tree, options);
    const parts = catalog.parts.map((part) => describePart(part, catalog, resolved));
    expect(parts).toEqual(expected);
    expect(catalog.messages).toEqual(messages);
  });
});

describe('what Keras refuses is refused by the same check', () => {
  test.each(asInKeras.filter((it) => it.error))('$name', ({ tree, options, error }) => {
    expect(refusal(tree, options)).toEqual(ERROR_OF_ROW[error!.row]);
  });
});

describe('where Keras is left on purpose', () => {
  test.each(catalogCases.filter(failsAtFirstImage))('$name', ({ tree, options }) => {
    expect(refusal(tree, options)).toEqual(ERROR_OF_ROW['24a']);
  });

  test.each(catalogCases.filter((it) => it.differs))('$name', ({ tree, options }) => {
    if (options.subset !== 'training') {
      expect(refusal(tree, options)).toEqual(['no-images', 'validationSplit']);
      return;
    }
    const { catalog } = build(tree, options);
    const count = tree.length;
    expect(catalog.parts.map((part) => part.files.length)).toEqual([count]);
    expect(catalog.messages.at(-1)).toBe(`Using ${count} files for training.`);
  });
});

describe('epochs come in the order of TensorFlow', () => {
  test.each(epochCases)('$name', ({ files, layout, options, expected }) => {
    const tree = Array.from({ length: files }, (_, index) => {
      const name = `f${String(index).padStart(5, '0')}.png`;
      return layout === 'flat' ? name : `c${Math.floor((3 * index) / files)}/${name}`;
    });
    const { catalog, options: resolved } = build(tree, options);
    const parts = catalog.parts.map((part) => ({
      filePaths: part.files.map((file) => tree.indexOf(file.path)),
      epochs: [0, 1, 2].map((epoch) =>
        part.shuffle ? Array.from(planEpoch(part.files.length, resolved, epoch)) : [...part.files.keys()],
      ),
    }));
    expect(parts).toEqual(expected);
  });
});

function readGolden<T>(name: string): T {
  return JSON.parse(readFileSync(new URL(`../goldens/${name}.json`, import.meta.url), 'utf8'));
}

function build(
  tree: readonly string[],
  given: ImageDatasetOptions,
): { readonly catalog: Catalog; readonly options: ResolvedOptions } {
  const options = resolveOptions(given);
  return { options, catalog: buildCatalog(listingOf(tree), options) };
}

function describePart(part: CatalogPart, catalog: Catalog, { batchSize }: ResolvedOptions): ExpectedPart {
  return {
    classNames: catalog.classNames,
    filePaths: part.files.map((file) => file.path),
    labels: part.labels && Array.from(part.labels),
    size: Math.ceil(part.files.length / (batchSize ?? 1)),
  };
}

function refusal(
  tree: readonly string[],
  options: ImageDatasetOptions,
): readonly [tag: ErrorTag, option: string | undefined] | null {
  try {
    build(tree, options);
    return null;
  } catch (error) {
    if (error instanceof ImageDatasetError) return [error.tag, error.option];
    throw error;
  }
}
