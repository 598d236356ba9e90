import { type ReadonlySignal, signal } from '@preact/signals';
import { explainError } from '../messages/explain-error.ts';
import { changeOptions, options } from '../options/options-state.ts';
import { work } from '../work.ts';
import { extractorMisfit } from './extractor-misfit.ts';
import type { FeatureExtractor } from './feature-extractor.ts';
import type { PixelRange } from './pixel-range.ts';

/** The model whose features are learnt from. */
export type ExtractorChoice =
  | { readonly kind: 'none' }
  | { readonly kind: 'loading' }
  | {
      readonly kind: 'loaded';
      readonly extractor: FeatureExtractor;
      readonly range: PixelRange;
      /** Options of the loader from before, which its own replaced. */
      readonly before: FeatureExtractor['input'];
    }
  | { readonly kind: 'failed'; readonly problem: string };

const current = signal<ExtractorChoice>({ kind: 'none' });
let loading = new AbortController();

/** The model whose features are learnt from. */
export const extractorChoice: ReadonlySignal<ExtractorChoice> = current;

/** Loads a model, and sets the options of the loader to what it takes. */
export async function chooseExtractor(source: string | readonly File[]): Promise<void> {
  removeExtractor();
  const mine = new AbortController();
  loading = mine;
  current.value = { kind: 'loading' };
  try {
    const extractor = await work().startTrainer(mine.signal).loadExtractor(source, options.value);
    const { imageSize, colorMode } = options.value;
    current.value = { kind: 'loaded', extractor, range: '-1 to 1', before: { imageSize, colorMode } };
    changeOptions(extractor.input);
  } catch (error) {
    if (!mine.signal.aborted) current.value = { kind: 'failed', problem: explainError(error) };
  } finally {
    mine.abort();
  }
}

export function choosePixelRange(range: PixelRange): void {
  const chosen = current.value;
  if (chosen.kind === 'loaded') current.value = { ...chosen, range };
}

/** Goes back to a network that learns its features itself, and to the options from before, unless they were changed since. */
export function removeExtractor(): void {
  loading.abort();
  const chosen = current.value;
  if (chosen.kind === 'loaded' && extractorMisfit(chosen.extractor.input, options.value) === '') {
    changeOptions(chosen.before);
  }
  current.value = { kind: 'none' };
}
