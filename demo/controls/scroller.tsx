import type { ComponentChildren, JSX } from 'preact';

interface ScrollerProps {
  readonly label: string;
  readonly children: ComponentChildren;
}

/** What may be larger than its place; the focus gets in, so that a keyboard can scroll. */
export function Scroller({ label, children }: ScrollerProps): JSX.Element {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls needs the focus
    <section class="scroller" tabIndex={0} aria-label={label}>
      {children}
    </section>
  );
}
