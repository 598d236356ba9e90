/** What a project needs before the library's lines work in it. */
export function writeSetupCode(): string {
  return [
    'npm create vite@latest my-project -- --template vanilla-ts',
    'cd my-project',
    'npm install tfjs-image-dataset @tensorflow/tfjs @tensorflow/tfjs-backend-webgpu',
    'npm run dev',
    '',
  ].join('\n');
}
