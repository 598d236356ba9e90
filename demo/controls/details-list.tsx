import type { ComponentChildren, JSX } from 'preact';

/** How many items a list shows before it only counts. */
const MAX_ITEMS = 100;

interface DetailsListProps<Item> {
  readonly summary: string;
  readonly items: readonly Item[];
  readonly isOpen?: boolean;
  /** Below the list. */
  readonly children?: ComponentChildren;
  readonly show: (item: Item) => ComponentChildren;
}

/** A list that can be opened; not there where it is empty. */
export function DetailsList<Item>({
  summary,
  items,
  isOpen,
  children,
  show,
}: DetailsListProps<Item>): JSX.Element | null {
  if (items.length === 0) return null;
  return (
    <details open={isOpen ?? false}>
      <summary>{summary}</summary>
      <ul class="lines">
        {items.slice(0, MAX_ITEMS).map((item, index) => (
          <li key={index}>{show(item)}</li>
        ))}
        {items.length > MAX_ITEMS && <li>and {items.length - MAX_ITEMS} more</li>}
      </ul>
      {children}
    </details>
  );
}
