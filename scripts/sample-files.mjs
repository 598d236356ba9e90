/**
 * The demo's sample images, by their paths: drawn by a page of Vite's server for the repository's root, for Node has no
 * canvas.
 */
export async function readSampleFiles(page, serverUrl) {
  await page.goto(`${serverUrl}package.json`);
  const files = await page.evaluate(async (module) => {
    const { makeSampleImages } = await import(module);
    const made = await makeSampleImages({ signal: new AbortController().signal, onProgress() {} });
    const read = (file) =>
      new Promise((resolve) => {
        const reader = new FileReader();
        reader.onload = () => resolve(String(reader.result));
        reader.readAsDataURL(file);
      });
    return Promise.all(made.map(async ({ path, file }) => ({ path, url: await read(file) })));
  }, '/demo/sample/sample-images.ts');
  const contentOf = (url) => Buffer.from(url.slice(url.indexOf(',')), 'base64');
  return Object.fromEntries(files.map(({ path, url }) => [path, contentOf(url)]));
}
