/** Takes pictures that are pasted anywhere on the page. */
export function acceptPastes(onPicture: (file: File) => void): void {
  addEventListener('paste', ({ clipboardData }) => {
    const picture = Array.from(clipboardData?.files ?? []).find(({ type }) => type.startsWith('image/'));
    if (picture) onPicture(picture);
  });
}
