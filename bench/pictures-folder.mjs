import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Has the page draw pictures, lends `use` a folder of them on disk, and deletes it.
 *
 * @param wanted - `kind` of picture, how many `files`, how many of them are `different` (all, if not given), and in how
 *   many `folders` they lie (in none, if not given).
 */
export async function withPictures(call, { kind, files, different = files, folders = 0 }, use) {
  const root = mkdtempSync(join(tmpdir(), 'tfjs-image-dataset-pictures-'));
  const pathOf = (index) => {
    const folder = folders > 0 ? `class-${padded(index % folders)}` : '';
    return join(root, folder, `${padded(index)}.jpg`);
  };
  const remove = () => rmSync(root, { recursive: true, force: true });
  // Hundreds of megabytes are not to stay behind when somebody interrupts the run.
  process.once('exit', remove);
  try {
    for (let folder = 0; folder < folders; folder++) mkdirSync(join(root, `class-${padded(folder)}`));
    for (let index = 0; index < files; index++) {
      if (index < different)
        writeFileSync(pathOf(index), Buffer.from(await call('drawPicture', kind, index), 'base64'));
      else cpSync(pathOf(index % different), pathOf(index));
    }
    return await use(root);
  } finally {
    process.off('exit', remove);
    remove();
  }
}

const padded = (index) => String(index).padStart(5, '0');
