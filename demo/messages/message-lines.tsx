import type { JSX } from 'preact';
import { announcement, clearProblem, problem } from './messages.ts';

/** What the page does, and what went wrong. Both are always there: screen readers watch only what they know of. */
export function MessageLines(): JSX.Element {
  return (
    <>
      <p class="announcement" role="status">
        {announcement}
      </p>
      <div class="problem banner" hidden={problem.value === ''}>
        <p role="alert">{problem}</p>
        <button type="button" class="small" onClick={clearProblem}>
          Dismiss
        </button>
      </div>
    </>
  );
}
