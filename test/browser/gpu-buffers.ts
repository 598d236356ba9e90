/** The GPU buffers of the library that are not destroyed, by their labels; tfjs gives its own none. */
export function watchBuffers(device: GPUDevice): ReadonlySet<GPUBuffer> {
  const buffers = new Set<GPUBuffer>();
  const create = device.createBuffer.bind(device);
  device.createBuffer = (descriptor) => {
    const buffer = create(descriptor);
    if (!descriptor.label) return buffer;
    buffers.add(buffer);
    const destroy = buffer.destroy.bind(buffer);
    buffer.destroy = () => {
      buffers.delete(buffer);
      return destroy();
    };
    return buffer;
  };
  return buffers;
}
