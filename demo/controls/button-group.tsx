import type { ComponentChildren, JSX } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

/** Buttons side by side. When the one that has the focus goes, another one gets it: a keyboard stays where it is. */
export function ButtonGroup({ children }: { readonly children: ComponentChildren }): JSX.Element {
  const group = useRef<HTMLDivElement>(null);
  const focused = useRef<Element | null>(null);
  useLayoutEffect(() => {
    if (focused.current === null || focused.current.isConnected) return;
    focused.current = null;
    if (document.activeElement === document.body) group.current!.querySelector<HTMLElement>('button:enabled')?.focus();
  });
  return (
    <div
      ref={group}
      class="buttons"
      onFocusIn={({ target }) => {
        focused.current = target as Element;
      }}
      onFocusOut={({ target }) => {
        if ((target as Element).isConnected) focused.current = null;
      }}
    >
      {children}
    </div>
  );
}
