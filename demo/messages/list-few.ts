/** As many as one reads. */
const LISTED = 3;

/** The first few names, and how many more there are. */
export function listFew(names: readonly string[]): string {
  const more = names.length - LISTED;
  return more > 0 ? `${names.slice(0, LISTED).join(', ')} and ${more} more` : names.join(', ');
}
