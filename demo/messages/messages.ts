import { type ReadonlySignal, signal } from '@preact/signals';
import { explainError } from './explain-error.ts';

const announced = signal('Loading tfjs …');
const problemText = signal('');

/** What the page does, for those who look and those who listen. */
export const announcement: ReadonlySignal<string> = announced;

/** What went wrong and what to do; empty where nothing did. */
export const problem: ReadonlySignal<string> = problemText;

export function announce(text: string): void {
  announced.value = text;
}

export function reportProblem(error: unknown): void {
  problemText.value = explainError(error);
}

export function clearProblem(): void {
  problemText.value = '';
}
