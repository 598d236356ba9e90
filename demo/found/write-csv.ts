/**
 * Writes rows as CSV (RFC 4180), which spreadsheets open.
 *
 * A cell that a spreadsheet would take for a formula gets an apostrophe: names of files may be hostile.
 */
export function writeCsv(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}

function cell(text: string): string {
  const harmless = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
