/** What the page is doing; elements of index.html say in `data-states` when they are shown. */
export type State = 'empty' | 'indexing' | 'found' | 'training' | 'results';

/** Shows what belongs to a state and hides the rest. */
export function showState(state: State): void {
  const focused = document.activeElement;
  for (const part of document.querySelectorAll<HTMLElement>('[data-states]')) {
    part.hidden = !part.dataset.states!.split(' ').includes(state);
  }
  document.body.dataset.state = state;
  // The focus of a keyboard does not get lost with a button that goes: its neighbour gets it.
  if (focused?.closest('[hidden]'))
    focused.closest('section')?.querySelector<HTMLElement>('button:not([hidden])')?.focus();
}
