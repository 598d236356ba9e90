import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { directoryFromFiles } from '../../src/directory/file-list.ts';
import { directoryFromHandles, listDirectory } from '../../src/directory/image-directory.ts';
import { forgetDirectory, restoreDirectory, saveDirectory } from '../../src/directory/remembered.ts';
import { listed } from '../listed.ts';
import { rememberTest } from './abilities.ts';
import { opfsFolder } from './directory-opfs.ts';

/** The key of a folder that was saved and is forgotten after the test. */
async function saved(...handles: readonly FileSystemHandle[]): Promise<string> {
  const key = crypto.randomUUID();
  await saveDirectory(key, directoryFromHandles(handles));
  onTestFinished(() => forgetDirectory(key));
  return key;
}

/**
 * The origin-private file system is open to its page at all times: what a disk would answer is put in its place. A
 * browser without such permissions has them during the test.
 */
function permission(query: PermissionState, request: () => Promise<PermissionState>) {
  const requested = vi.fn(request);
  putInPlace('queryPermission', async () => query);
  putInPlace('requestPermission', requested);
  return requested;
}

function putInPlace(name: keyof FileSystemHandle, value: unknown): void {
  const { prototype } = FileSystemHandle;
  const before = Object.getOwnPropertyDescriptor(prototype, name);
  Object.defineProperty(prototype, name, { configurable: true, writable: true, value });
  onTestFinished(() => {
    if (before) Object.defineProperty(prototype, name, before);
    else Reflect.deleteProperty(prototype, name);
  });
}

describe('a remembered folder', () => {
  rememberTest('comes back as it was', async () => {
    const folder = await opfsFolder(['cats/1.jpg', 'dogs/']);
    const remembered = await restoreDirectory(await saved(folder));

    expect(remembered?.state).toBe('granted');
    const directory = await remembered!.request();
    expect(directory).toMatchObject({ name: folder.name, canBeSaved: true });
    expect(listed((await listDirectory(directory)).folders).directories.toSorted()).toEqual(['cats', 'dogs']);
    expect(await (await directory.open('cats/1.jpg')).text()).toBe('cats/1.jpg');
  });

  rememberTest('is replaced by the next one under its key, and forgotten', async () => {
    const [cats, dogs] = [await opfsFolder([]), await opfsFolder([])];
    const key = await saved(cats);
    await saveDirectory(key, directoryFromHandles([dogs]));
    expect((await (await restoreDirectory(key))!.request()).name).toBe(dogs.name);

    await forgetDirectory(key);
    await forgetDirectory(key);
    expect(await restoreDirectory(key)).toBeUndefined();
  });

  rememberTest('may be several folders and files, and is gone when one of them is', async () => {
    const [cats, dogs] = [await opfsFolder(['1.jpg']), await opfsFolder(['2.jpg'])];
    const key = await saved(cats, await dogs.getFileHandle('2.jpg'));

    const { folders } = await listDirectory(await (await restoreDirectory(key))!.request());
    const { files } = listed(folders);
    expect(files.map(({ path }) => path).sort()).toEqual(['2.jpg', `${cats.name}/1.jpg`].sort());

    await dogs.removeEntry('2.jpg');
    expect((await restoreDirectory(key))?.state).toBe('gone');
  });

  rememberTest('is gone after it was deleted', async () => {
    const folder = await opfsFolder(['cats/1.jpg']);
    const key = await saved(folder);
    await (await navigator.storage.getDirectory()).removeEntry(folder.name, { recursive: true });

    const remembered = await restoreDirectory(key);
    expect(remembered?.state).toBe('gone');
    await expect(remembered!.request()).rejects.toMatchObject({
      tag: 'read',
      message: expect.stringContaining(`remembered as '${key}'`),
    });
  });

  rememberTest('may be a handle that the application has', async () => {
    const key = crypto.randomUUID();
    const folder = await opfsFolder(['cats/1.jpg']);
    await saveDirectory(key, folder);
    onTestFinished(() => forgetDirectory(key));
    const remembered = await restoreDirectory(key);
    expect(remembered).toMatchObject({ state: 'granted', name: folder.name });
  });

  test('is looked for with options that exist', async () => {
    const unknown = { sginal: undefined } as object;
    await expect(restoreDirectory('any', unknown)).rejects.toMatchObject({ tag: 'invalid-option', option: 'sginal' });
  });

  test('that came as files is refused', async () => {
    const directory = directoryFromFiles([{ path: 'cats/1.jpg', file: new File([], '1.jpg') }]);
    await expect(saveDirectory('files', directory)).rejects.toMatchObject({ tag: 'unsupported' });
    expect(await restoreDirectory('files')).toBeUndefined();
  });

  test('that the browser does not store is refused', async () => {
    // A function in place of a handle can't be cloned, as in a browser that stores no handles.
    const handle = { kind: 'directory', name: 'animals', values: () => {} } as unknown as FileSystemHandle;
    await expect(saveDirectory('function', directoryFromHandles([handle]))).rejects.toMatchObject({
      tag: 'unsupported',
      cause: expect.objectContaining({ name: 'DataCloneError' }),
    });
  });
});

describe('a remembered folder without permission', () => {
  rememberTest.each(['prompt', 'denied'] as const)('waits for the user (%s)', async (state) => {
    const key = await saved(await opfsFolder(['cats/1.jpg']), await opfsFolder(['cats/2.jpg']));
    const requested = permission(state, async () => 'granted');

    const remembered = await restoreDirectory(key);
    expect(remembered?.state).toBe('prompt');
    expect(requested).not.toHaveBeenCalled();

    const directory = remembered!.request();
    // Both in the tick of the click.
    expect(requested.mock.calls).toEqual([[{ mode: 'read' }], [{ mode: 'read' }]]);
    expect(listed((await listDirectory(await directory)).folders).files).toHaveLength(2);
  });

  rememberTest.each([
    ['the user refuses', async () => 'denied' as const],
    ['the user closes the question', async () => 'prompt' as const],
    ['nobody clicked', () => Promise.reject(new DOMException('User activation is required.', 'SecurityError'))],
  ])('says so when %s', async (_, request) => {
    const key = await saved(await opfsFolder([]));
    permission('prompt', request);

    await expect((await restoreDirectory(key))!.request()).rejects.toMatchObject({
      tag: 'permission',
      message: expect.stringContaining(`remembered as '${key}' may not be read`),
    });
  });

  rememberTest('keeps nobody waiting who aborts', async () => {
    const key = await saved(await opfsFolder([]));
    permission('prompt', () => new Promise(() => {}));
    const controller = new AbortController();
    const remembered = await restoreDirectory(key, { signal: controller.signal });

    const asked = remembered!.request();
    controller.abort('enough');
    await expect(asked).rejects.toBe('enough');
    await expect(restoreDirectory(key, { signal: controller.signal })).rejects.toBe('enough');
  });
});
