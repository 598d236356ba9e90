// By an address that an import map can name: that of the bundled dependency has a hash.
export * from '@tensorflow/tfjs';
