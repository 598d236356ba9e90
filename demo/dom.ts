/** An element of index.html. */
export function byId<E extends HTMLElement = HTMLElement>(id: string): E {
  const found = document.getElementById(id);
  if (!found) throw new Error(`index.html has no element with the id ${id}`);
  return found as E;
}

/** Makes an element; whatever text comes in, names of files too, stays text. */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  ...content: readonly (Node | string)[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  made.append(...content);
  return made;
}

/** A row of a table; its first cell names the row. */
export function tableRow(name: string, ...cells: readonly string[]): HTMLTableRowElement {
  const heading = element('th', name);
  heading.scope = 'row';
  return element('tr', heading, ...cells.map((cell) => element('td', cell)));
}

/** The part of a table that holds its rows. */
export function rowsOf(parent: HTMLElement): HTMLElement {
  return parent.querySelector('tbody')!;
}
