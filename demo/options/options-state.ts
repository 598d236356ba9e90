import { type ReadonlySignal, signal } from '@preact/signals';
import { DEFAULT_OPTIONS, type LoaderOptions } from './loader-options.ts';

const current = signal<LoaderOptions>(DEFAULT_OPTIONS);

/** The options as the controls show them. */
export const options: ReadonlySignal<LoaderOptions> = current;

export function changeOptions(changes: Partial<LoaderOptions>): void {
  current.value = { ...current.value, ...changes };
}
