import type { JSX } from 'preact';
import { announcement, clearProblem, problem } from './messages.ts';

// Both are always there: screen readers watch only what they know of.

/** What the page does. */
export function Announcement(): JSX.Element {
  return (
    <p class="announcement" role="status">
      {announcement}
    </p>
  );
}

/** What went wrong; it stays in view, however far down the page somebody is. */
export function ProblemBanner(): JSX.Element {
  return (
    <div class="problem banner" hidden={problem.value === ''}>
      <p role="alert">{problem}</p>
      <button type="button" class="small" onClick={dismiss}>
        Dismiss
      </button>
    </div>
  );
}

/** The button goes with the problem, so the focus goes to where pictures come from, just above. */
function dismiss(): void {
  clearProblem();
  document.querySelector<HTMLElement>('#bring button:enabled')?.focus({ preventScroll: true });
}
