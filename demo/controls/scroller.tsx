import type { ComponentChildren, JSX } from 'preact';

interface ScrollerProps {
  readonly label: string;
  readonly children: ComponentChildren;
}

/** What may be larger than its place, and scrolls; it takes the focus, so that a keyboard can scroll it. */
export function Scroller({ label, children }: ScrollerProps): JSX.Element {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls needs the focus
    <section class="scroller" tabIndex={0} aria-label={label}>
      {children}
    </section>
  );
}
