const MOST_LINES = 20;

/** What `npm run load` found, for a person or as one line of JSON. */
export function printResult({ files, classNames, passes, engine, report }, json) {
  const [{ batches, shapes }] = passes;
  if (json) {
    const imagesPerSecond = passes.map((pass) => pass.imagesPerSecond);
    console.log(JSON.stringify({ files, classNames, batches, imagesPerSecond, engine, report }));
    return;
  }
  console.log(`Classes: ${classNames?.join(', ') ?? 'none'}`);
  console.log(`First batch: images ${shapes}`);
  for (const [epoch, { images, batches, imagesPerSecond }] of passes.entries()) {
    console.log(`Epoch ${epoch + 1}: ${images} images in ${batches} batches, ${imagesPerSecond} images/s`);
  }
  const { ignored, skipped, ...facts } = report;
  printList('Ignored', ignored, ({ path, reason }) => `${path}: ${reason}`);
  printList('Skipped', skipped, ({ path, error }) => `${path}: ${error.message}`);
  console.log(`Report: ${JSON.stringify(facts, null, 2)}`);
}

function printList(title, items, line) {
  console.log(`${title} files: ${items.length}`);
  for (const item of items.slice(0, MOST_LINES)) console.log(`  ${line(item)}`);
  if (items.length > MOST_LINES) console.log(`  and ${items.length - MOST_LINES} more`);
}
