import { type ReadonlySignal, signal } from '@preact/signals';

/** How deep the network is. */
export type Network = 'small' | 'medium' | 'large';

/** What a visitor decides about training. */
export interface TrainingChoices {
  readonly network: Network;
  readonly epochs: number;
  readonly learningRate: number;
}

const current = signal<TrainingChoices>({ network: 'small', epochs: 8, learningRate: 0.01 });

/** The choices as the controls show them. */
export const choices: ReadonlySignal<TrainingChoices> = current;

export function changeChoices(changes: Partial<TrainingChoices>): void {
  current.value = { ...current.value, ...changes };
}
