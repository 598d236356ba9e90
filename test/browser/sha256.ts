/** The first 32 hexadecimal digits of the hash of samples, as the goldens have it. */
export async function sha256(samples: Float32Array): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new Float32Array(samples));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0'))
    .join('')
    .slice(0, 32);
}
