/** Hands a file to the visitor. */
export function downloadFile(name: string, content: Blob): void {
  const url = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // Browsers read the address after the click; a minute later they have.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
