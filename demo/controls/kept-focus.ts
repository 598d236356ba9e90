import type { RefObject } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

/** What an element takes to keep the focus. */
interface KeptFocus<Kind extends HTMLElement> {
  readonly ref: RefObject<Kind | null>;
  onFocusIn(event: FocusEvent): void;
  onFocusOut(event: FocusEvent): void;
}

/**
 * When the part of an element that has the focus goes, its first button, summary or part with a `tabindex` gets it: a keyboard
 * stays where it is. Seen when the component that calls this is drawn again.
 */
export function useKeptFocus<Kind extends HTMLElement>(): KeptFocus<Kind> {
  const ref = useRef<Kind>(null);
  const focused = useRef<Element | null>(null);
  useLayoutEffect(() => {
    if (focused.current === null || focused.current.isConnected) return;
    focused.current = null;
    if (document.activeElement !== document.body) return;
    ref.current!.querySelector<HTMLElement>('summary, button:enabled, [tabindex]')?.focus({ preventScroll: true });
  });
  return {
    ref,
    onFocusIn({ target }) {
      focused.current = target as Element;
    },
    onFocusOut({ relatedTarget }) {
      // A button that is taken away loses the focus to nothing.
      if (relatedTarget) focused.current = null;
    },
  };
}
