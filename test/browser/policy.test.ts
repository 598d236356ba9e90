import { expect, test, vi } from 'vitest';
import { DecodePool } from '../../src/pool/decode-pool.ts';
import { numberedBmp } from '../numbered-bmp.ts';
import { planned } from './requests.ts';

test("a worker that the page's policy forbids is an error that names the directive, and is not tried again", async () => {
  // It holds from now on: no other test can be in this file.
  const policy = document.createElement('meta');
  policy.httpEquiv = 'Content-Security-Policy';
  policy.content = "worker-src 'none'";
  document.head.append(policy);
  const address = URL.createObjectURL(new Blob([''], { type: 'text/javascript' }));
  const source = vi.fn(() => new Worker(address));
  const pool = new DecodePool(source, 1, () => {});
  const file = new File([numberedBmp(1)], '1.bmp');
  const failed = pool.open({ path: '1.bmp', file }, planned, new AbortController().signal);
  await expect(failed).rejects.toMatchObject({
    tag: 'worker-start',
    option: 'worker',
    path: '1.bmp',
    // WebKit throws where the worker is made; others tell the policy's name and what it is about.
    message: expect.stringMatching(/refused it( \(worker-src, blob.*\))?\. .*allow "worker-src blob:"/),
  });
  expect(source).toHaveBeenCalledTimes(1);
});
