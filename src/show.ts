/** Writes a value for a message, shortly whatever it is. */
export function show(value: unknown): string {
  if (typeof value === 'string') return `'${value}'`;
  if (typeof value === 'function') return 'a function';
  if (Array.isArray(value)) return `[${value.slice(0, 5).map(show).join(', ')}${value.length > 5 ? ', …' : ''}]`;
  return typeof value === 'object' && value !== null ? Object.prototype.toString.call(value) : String(value);
}

/** Writes a choice for a message: `'a', 'b' or 'c'`. */
export function showChoice(values: readonly unknown[]): string {
  return `${values.slice(0, -1).map(show).join(', ')} or ${show(values.at(-1))}`;
}
