/** Prints a table: the first column to the left, the others to the right. */
export function printTable(head, rows) {
  const lines = [head, ...rows];
  const widths = head.map((_, column) => Math.max(...lines.map((cells) => cells[column]?.length ?? 0)));
  console.log();
  for (const cells of lines) {
    console.log(
      widths
        .map((width, column) => pad(cells[column] ?? '', width, column))
        .join('  ')
        .trimEnd(),
    );
  }
}

function pad(cell, width, column) {
  return column === 0 ? cell.padEnd(width) : cell.padStart(width);
}
