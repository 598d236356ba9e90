/** Drops a folder on a page, as a person would; what comes out there are real `FileSystemDirectoryHandle`s. */
export async function dropFolder(tab, path) {
  const devtools = await tab.context().newCDPSession(tab);
  const data = { items: [], files: [path], dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop']) {
    await devtools.send('Input.dispatchDragEvent', { type, x: 10, y: 10, data });
  }
}
