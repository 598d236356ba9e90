addEventListener('dragover', (event) => event.preventDefault());

/** Waits for the next drop and does `use` in its event, the only moment at which the page sees what was dropped. */
export function onNextDrop<T>(use: (event: DragEvent) => Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const take = (event: DragEvent): void => {
      event.preventDefault();
      use(event).then(resolve, reject);
    };
    addEventListener('drop', take, { once: true });
  });
}

/** Waits for a folder to be dropped. */
export function nextDroppedFolder(): Promise<FileSystemDirectoryHandle> {
  return onNextDrop((event) => {
    const handle = event.dataTransfer!.items[0]!.getAsFileSystemHandle();
    return handle as Promise<FileSystemDirectoryHandle>;
  });
}
