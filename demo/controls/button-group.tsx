import type { ComponentChildren, JSX } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

/** Buttons side by side. When the one that has the focus goes, another one gets it: a keyboard stays where it is. */
export function ButtonGroup({ children }: { readonly children: ComponentChildren }): JSX.Element {
  const group = useRef<HTMLDivElement>(null);
  const focused = useRef<Element | null>(null);
  useLayoutEffect(() => {
    if (focused.current === null || focused.current.isConnected) return;
    focused.current = null;
    if (document.activeElement !== document.body) return;
    group.current!.querySelector<HTMLElement>('button:enabled')?.focus({ preventScroll: true });
  });
  return (
    <div
      ref={group}
      class="buttons"
      onFocusIn={({ target }) => {
        focused.current = target as Element;
      }}
      onFocusOut={({ relatedTarget }) => {
        // A button that is taken away loses the focus to nothing.
        if (relatedTarget) focused.current = null;
      }}
    >
      {children}
    </div>
  );
}
