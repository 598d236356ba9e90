import type { ComponentChildren, JSX } from 'preact';
import { useKeptFocus } from './kept-focus.ts';

/** Buttons side by side. When the one that has the focus goes, another one gets it. */
export function ButtonGroup({ children }: { readonly children: ComponentChildren }): JSX.Element {
  return (
    <div class="buttons" {...useKeptFocus<HTMLDivElement>()}>
      {children}
    </div>
  );
}
